//! The variants of unions.

use crate::schema::{
    Codec, Member, MemberReader, MemberWriter, Structure, ValueReader, ValueWriter,
};

/// Reads the value of a variant and makes the variant of it; `None` if the value is null.
pub fn read_variant<C: Codec<T>, T, U, R: MemberReader>(
    reader: R,
    variant: impl FnOnce(T) -> U,
) -> Result<Option<U>, R::Error> {
    let mut value = None;
    reader.read::<C, T>(&mut value)?;
    Ok(value.map(variant))
}

/// The form of a variant without a value: an empty structure. Reading takes anything.
pub struct Empty;

impl Codec<()> for Empty {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<(), R::Error> {
        reader.ignore()
    }

    fn write<W: ValueWriter>((): &(), writer: W) -> Result<W::Ok, W::Error> {
        writer.structure(&Unit)
    }
}

/// A structure without members.
struct Unit;

impl Structure for Unit {
    type Builder = ();
    const NAME: &'static str = "Unit";
    const MEMBERS: &'static [Member] = &[];

    fn read<R: MemberReader>((): &mut (), _: usize, member: R) -> Result<(), R::Error> {
        member.ignore()
    }

    fn build((): ()) -> Self {
        Self
    }

    fn write<W: MemberWriter>(&self, _: &mut W) {}
}
