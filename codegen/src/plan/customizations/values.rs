//! What Smithy models call values of enums, where official variants are not called like the value:
//! botocore's models do not tell.

/// An enum, a value on the wire, and the name.
pub(super) type Named = (&'static str, &'static str, &'static str);

pub(super) const CLOUD_FORMATION: &[Named] =
    &[("HandlerErrorCode", "NotStabilized", "SERVICE_TIMEOUT")];

pub(super) const CLOUD_WATCH: &[Named] = &[
    (
        "MetricStreamOutputFormat",
        "opentelemetry0.7",
        "OPEN_TELEMETRY_0_7",
    ),
    (
        "MetricStreamOutputFormat",
        "opentelemetry1.0",
        "OPEN_TELEMETRY_1_0",
    ),
];

pub(super) const EC2: &[Named] = &[
    ("AcceleratorName", "a10g", "A10G"),
    ("AcceleratorName", "l40s", "L40S"),
    ("AcceleratorName", "t4g", "T4G"),
    ("AcceleratorName", "vu9p", "VU9P"),
    (
        "BatchState",
        "cancelled_terminating",
        "CANCELLED_TERMINATING_INSTANCES",
    ),
    (
        "CapacityReservationInstancePlatform",
        "Ubuntu Pro",
        "UBUNTU_PRO_LINUX",
    ),
    ("EventType", "fleetRequestChange", "BATCH_CHANGE"),
    (
        "FleetStateCode",
        "deleted_terminating",
        "DELETED_TERMINATING_INSTANCES",
    ),
    (
        "ImageReferenceResourceType",
        "imagebuilder:ContainerRecipe",
        "IMAGE_BUILDER_CONTAINER_RECIPE",
    ),
    (
        "ImageReferenceResourceType",
        "imagebuilder:ImageRecipe",
        "IMAGE_BUILDER_IMAGE_RECIPE",
    ),
    ("InstanceHealthStatus", "healthy", "HEALTHY_STATUS"),
    ("InstanceHealthStatus", "unhealthy", "UNHEALTHY_STATUS"),
    (
        "IpamPublicAddressAwsService",
        "database-migration-service",
        "DMS",
    ),
    (
        "IpamPublicAddressAwsService",
        "elastic-container-service",
        "ECS",
    ),
    ("IpamPublicAddressAwsService", "global-accelerator", "AGA"),
    ("IpamPublicAddressAwsService", "load-balancer", "EC2_LB"),
    (
        "IpamPublicAddressAwsService",
        "relational-database-service",
        "RDS",
    ),
    ("IpamPublicAddressAwsService", "site-to-site-vpn", "S2S_VPN"),
    ("MacModificationTaskState", "in-progress", "INPROGRESS"),
    ("scope", "Region", "REGIONAL"),
    (
        "SnapshotReturnCodes",
        "client-error",
        "ERROR_CODE_CLIENT_ERROR",
    ),
    (
        "SnapshotReturnCodes",
        "internal-error",
        "ERROR_CODE_INTERNAL_ERROR",
    ),
    (
        "SnapshotReturnCodes",
        "missing-permissions",
        "ERROR_MISSING_PERMISSIONS",
    ),
    ("SnapshotReturnCodes", "skipped", "WARN_SKIPPED"),
    (
        "UnsuccessfulInstanceCreditSpecificationErrorCode",
        "InvalidInstanceID.Malformed",
        "INVALID_INSTANCE_ID",
    ),
    (
        "UnsuccessfulInstanceCreditSpecificationErrorCode",
        "InvalidInstanceID.NotFound",
        "INSTANCE_NOT_FOUND",
    ),
];

pub(super) const IAM: &[Named] = &[(
    "PermissionsBoundaryAttachmentType",
    "PermissionsBoundaryPolicy",
    "POLICY",
)];

/// Two values differ in their case alone.
pub(super) const SIGNIN: &[Named] = &[
    ("OAuth2ErrorCode", "invalid_grant", "OAUTH_INVALID_GRANT"),
    (
        "OAuth2ErrorCode",
        "invalid_request",
        "OAUTH_INVALID_REQUEST",
    ),
    ("OAuth2ErrorCode", "invalid_scope", "OAUTH_INVALID_SCOPE"),
    ("OAuth2ErrorCode", "invalid_target", "OAUTH_INVALID_TARGET"),
    ("OAuth2ErrorCode", "rate_exceeded", "OAUTH_RATE_EXCEEDED"),
    (
        "OAuth2ErrorCode",
        "service_unavailable",
        "OAUTH_SERVICE_UNAVAILABLE",
    ),
    (
        "OAuth2ErrorCode",
        "unsupported_grant_type",
        "OAUTH_UNSUPPORTED_GRANT_TYPE",
    ),
];

pub(super) const SNS: &[Named] = &[("LanguageCodeString", "ja-JP", "JP_JP")];
