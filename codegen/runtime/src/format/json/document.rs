//! Documents: values of which no schema says what they are.

use super::error::Error;
use super::scalar::Scalar;
use super::scan::Scanner;
use aws_smithy_types::Document;
use std::collections::HashMap;

impl Scanner<'_> {
    /// Reads any value.
    pub fn take_document(&mut self) -> Result<Document, Error> {
        match self.peek() {
            Some(b'{') => {
                let mut object = HashMap::new();
                self.object(&mut |key, scanner| {
                    object.insert(key.into_owned(), scanner.take_document()?);
                    Ok(())
                })?;
                Ok(Document::Object(object))
            }
            Some(b'[') => {
                let mut array = Vec::new();
                self.array(&mut |scanner| {
                    array.push(scanner.take_document()?);
                    Ok(())
                })?;
                Ok(Document::Array(array))
            }
            _ => Ok(match self.take_scalar()? {
                Scalar::Null => Document::Null,
                Scalar::Bool(value) => Document::Bool(value),
                Scalar::Number(number) => Document::Number(number),
                Scalar::Text(text) => Document::String(text.into_owned()),
            }),
        }
    }
}
