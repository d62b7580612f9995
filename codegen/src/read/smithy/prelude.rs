//! The shapes of Smithy's prelude, which every AST uses and none defines.

use crate::model::ShapeKind;

/// The type of the shape with this absolute id, if it is of the prelude.
pub(super) fn kind(id: &str) -> Option<ShapeKind> {
    Some(match id.strip_prefix("smithy.api#")? {
        "Unit" => ShapeKind::Unit,
        "String" => ShapeKind::String,
        "Blob" => ShapeKind::Blob,
        "BigInteger" => ShapeKind::BigInteger,
        "BigDecimal" => ShapeKind::BigDecimal,
        "Timestamp" => ShapeKind::Timestamp(None),
        "Document" => ShapeKind::Document,
        "Boolean" | "PrimitiveBoolean" => ShapeKind::Boolean,
        "Byte" | "PrimitiveByte" => ShapeKind::Byte,
        "Short" | "PrimitiveShort" => ShapeKind::Short,
        "Integer" | "PrimitiveInteger" => ShapeKind::Integer,
        "Long" | "PrimitiveLong" => ShapeKind::Long,
        "Float" | "PrimitiveFloat" => ShapeKind::Float,
        "Double" | "PrimitiveDouble" => ShapeKind::Double,
        _ => return None,
    })
}
