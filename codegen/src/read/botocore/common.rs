//! What stands alike on operations, shapes and members of botocore's models.

use super::super::cursor::{Cursor, Object};
use crate::diagnostic::Failure;
use crate::model::{Deprecated, XmlNamespace};

/// `deprecated` and its companions.
pub(super) fn deprecated(object: &mut Object<'_>) -> Result<Option<Deprecated>, Failure> {
    let message = object.string("deprecatedMessage")?;
    let since = object.string("deprecatedSince")?;
    Ok(object
        .flag("deprecated")?
        .then_some(Deprecated { message, since }))
}

/// `xmlNamespace`, which is a text in old models.
pub(super) fn xml_namespace(cursor: &Cursor<'_>) -> Result<XmlNamespace, Failure> {
    if let Some(uri) = cursor.value().as_str() {
        return Ok(XmlNamespace {
            uri: uri.to_owned(),
            prefix: None,
        });
    }
    let mut object = cursor.object()?;
    let namespace = XmlNamespace {
        uri: object.required_string("uri")?,
        prefix: object.string("prefix")?,
    };
    object.finish(&[])?;
    Ok(namespace)
}
