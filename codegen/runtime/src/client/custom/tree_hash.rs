//! The hash of a body that is the root of a tree of hashes, which Amazon S3 Glacier wants of archives.

use crate::client::hex::hex;
use crate::client::operation_plugin::OperationPlugin;
use crate::error::BoxError;
use aws_runtime::auth::PayloadSigningOverride;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::LoadedRequestBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use sha2::{Digest, Sha256};

/// How many bytes each leaf of the tree is the hash of.
const LEAF: usize = 1024 * 1024;

/// Sets the header with the tree hash, and that with the hash of the whole body, unless they are set. The
/// body is read into memory for it.
pub fn tree_hash(plugin: &mut OperationPlugin) {
    plugin.intercept(TreeHash);
}

#[derive(Debug)]
struct TreeHash;

#[dyn_dispatch_hint]
impl Intercept for TreeHash {
    fn name(&self) -> &'static str {
        "GlacierTreeHashHeaderInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state()
            .store_put(LoadedRequestBody::Requested);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(LoadedRequestBody::Loaded(body)) = cfg.load::<LoadedRequestBody>() else {
            return Err("the body of the request is not in memory".into());
        };
        let whole = hex(&Sha256::digest(body));
        let headers = context.request_mut().headers_mut();
        let hashes = [
            ("x-amz-sha256-tree-hash", hex(&root(body))),
            ("x-amz-content-sha256", whole.clone()),
        ];
        for (name, hash) in hashes {
            if !headers.contains_key(name) {
                headers.insert(name, hash);
            }
        }
        let signed = PayloadSigningOverride::Precomputed(whole);
        cfg.interceptor_state().store_put(signed);
        Ok(())
    }
}

/// The root of the tree: each node is the hash of the two below it, and one that is alone goes up as it is.
fn root(body: &[u8]) -> Vec<u8> {
    let mut level: Vec<Vec<u8>> = match body {
        [] => vec![Sha256::digest(body).to_vec()],
        _ => body
            .chunks(LEAF)
            .map(|leaf| Sha256::digest(leaf).to_vec())
            .collect(),
    };
    while level.len() > 1 {
        let nodes = level.chunks(2).map(|pair| match pair {
            [alone] => alone.clone(),
            _ => Sha256::digest(pair.concat()).to_vec(),
        });
        level = nodes.collect();
    }
    level.swap_remove(0)
}
