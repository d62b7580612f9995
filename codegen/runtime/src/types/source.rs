//! The union `Source`.

use crate::runtime::codec::{
    List, MapAccess, Plain, Serializer, Union, VariantReader, VariantWriter, union,
};

/// Where a copy is from.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A disk of this name.
    Disk(String),
    /// Several sources.
    Many(Vec<Source>),
    /// Nowhere.
    Nothing,
    /// This version of the crate does not know.
    #[non_exhaustive]
    Unknown,
}

impl Union for Source {
    const NAME: &'static str = "Source";
    const MEMBERS: &'static [&'static str] = &["disk", "many", "nothing"];

    fn read<'de, A: MapAccess<'de>>(
        name: &str,
        member: VariantReader<'_, A>,
    ) -> Result<Option<Self>, A::Error> {
        match name {
            "disk" => member.read::<Plain, _, _>(Self::Disk),
            "many" => member.read::<List<Plain>, _, _>(Self::Many),
            "nothing" => member.read_unit(Self::Nothing),
            _ => member.unknown(Self::Unknown),
        }
    }

    fn write<S: Serializer>(&self, writer: VariantWriter<S>) -> Result<S::Ok, S::Error> {
        match self {
            Self::Disk(value) => writer.write::<Plain, _>("disk", value),
            Self::Many(value) => writer.write::<List<Plain>, _>("many", value),
            Self::Nothing => writer.write_unit("nothing"),
            Self::Unknown => writer.unknown(),
        }
    }
}
union!(Source);
