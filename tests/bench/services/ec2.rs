//! A page of instances of EC2, read by the generated crate and by the official one, and a request to run some,
//! written by both. `cargo xtask bench` generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

mod codec;
mod measure;

use codec::{configured, floor, reads, response, writes};
use measure::{compare, rounds};
use std::hint::black_box;

/// The input of the request.
macro_rules! input {
    ($sdk:ident) => {
        use ::$sdk::types::{
            BlockDeviceMapping, EbsBlockDevice, InstanceNetworkInterfaceSpecification,
            InstanceType, ResourceType, Tag, TagSpecification, VolumeType,
        };

        /// Three machines as people start them.
        fn input() -> RunInstancesInput {
            let tags = (0..10).map(|number| {
                let tag = Tag::builder().key(format!("cost-centre-{number}"));
                tag.value(format!("value {number} & more")).build()
            });
            let tags = TagSpecification::builder()
                .resource_type(ResourceType::Instance)
                .set_tags(Some(tags.collect()));
            let disk = EbsBlockDevice::builder()
                .volume_size(100)
                .volume_type(VolumeType::Gp3)
                .encrypted(true);
            let disk = BlockDeviceMapping::builder()
                .device_name("/dev/xvda")
                .ebs(disk.build());
            let network = InstanceNetworkInterfaceSpecification::builder()
                .device_index(0)
                .subnet_id("subnet-0123456789abcdef0")
                .groups("sg-0123456789abcdef0")
                .groups("sg-0123456789abcdef1");
            RunInstancesInput::builder()
                .image_id("ami-0123456789abcdef0")
                .instance_type(InstanceType::M5Large)
                .min_count(1)
                .max_count(3)
                .key_name("a key")
                .user_data("IyEvYmluL3NoCmVjaG8gaGVsbG8K")
                .client_token("00000000-0000-4000-8000-000000000000")
                .block_device_mappings(disk.build())
                .network_interfaces(network.build())
                .tag_specifications(tags.build())
                .build()
                .expect("an input")
        }
    };
}

/// What is measured of a crate, in words that both crates understand.
macro_rules! side {
    ($sdk:ident) => {
        pub(crate) mod $sdk {
            use crate::measure::Task;
            use crate::{configured, reads, response, writes};
            use aws_smithy_runtime_api::client::interceptors::context::Input;
            use ::$sdk::operation::describe_instances::DescribeInstances;
            use ::$sdk::operation::run_instances::{RunInstances, RunInstancesInput};

            /// Reads this page as the answer to a call.
            pub(crate) fn decode(page: &str) -> Task<'static> {
                reads(configured(&DescribeInstances::new()), response(page))
            }

            /// Writes a request.
            pub(crate) fn encode() -> Task<'static> {
                let input = input();
                writes(configured(&RunInstances::new()), move || {
                    Input::erase(input.clone())
                })
            }

            input!($sdk);
        }
    };
}

mod sides {
    side!(ours);
    side!(official);
}

fn main() {
    let page = page(1_000_000);
    let [ours, official] = [sides::ours::decode(&page), sides::official::decode(&page)];
    let floor = least(page);
    let rivals = [("ours", ours), ("official", official), ("floor", floor)];
    compare("describe-instances", rivals, rounds());
    let [ours, official] = [sides::ours::encode(), sides::official::encode()];
    let rivals = [("ours", ours), ("official", official)];
    compare("run-instances", rivals, rounds());
}

/// What nobody is faster than who finds tokens as quick-xml does.
fn least(page: String) -> measure::Task<'static> {
    use ours::operation::describe_instances::DescribeInstances;
    let output = DescribeInstances::parse(&http::Response::new(page.as_bytes())).expect("a page");
    let tokens = move || {
        let mut reader = quick_xml::Reader::from_str(&page);
        while black_box(reader.read_event().expect("XML")) != quick_xml::events::Event::Eof {}
    };
    floor(tokens, output)
}

/// A page of at least so many bytes, as the service sends it.
fn page(bytes: usize) -> String {
    let mut reservations = String::new();
    let mut number = 0;
    while reservations.len() < bytes {
        reservations.push_str(&RESERVATION.replace("{n}", &format!("{number:08x}")));
        number += 1;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
         <requestId>8f7724cf-496f-496e-8fe3-example</requestId>\n    <reservationSet>\n\
         {reservations}    </reservationSet>\n</DescribeInstancesResponse>\n"
    )
}

/// A machine with its disk, its network and its tags.
const RESERVATION: &str = "\
        <item>
            <reservationId>r-0{n}{n}</reservationId>
            <ownerId>123456789012</ownerId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-0{n}{n}</instanceId>
                    <imageId>ami-0abcdef1234567890</imageId>
                    <instanceState>
                        <code>16</code>
                        <name>running</name>
                    </instanceState>
                    <privateDnsName>ip-10-0-0-1.eu-west-2.compute.internal</privateDnsName>
                    <dnsName>ec2-1-2-3-4.eu-west-2.compute.amazonaws.com</dnsName>
                    <reason/>
                    <keyName>nightly &amp; daily</keyName>
                    <amiLaunchIndex>0</amiLaunchIndex>
                    <productCodes/>
                    <instanceType>m5.large</instanceType>
                    <launchTime>2024-02-29T12:00:00.000Z</launchTime>
                    <placement>
                        <availabilityZone>eu-west-2a</availabilityZone>
                        <groupName/>
                        <tenancy>default</tenancy>
                    </placement>
                    <monitoring>
                        <state>disabled</state>
                    </monitoring>
                    <subnetId>subnet-0123456789abcdef0</subnetId>
                    <vpcId>vpc-0123456789abcdef0</vpcId>
                    <privateIpAddress>10.0.0.1</privateIpAddress>
                    <ipAddress>1.2.3.4</ipAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <groupSet>
                        <item>
                            <groupId>sg-0123456789abcdef0</groupId>
                            <groupName>web servers</groupName>
                        </item>
                    </groupSet>
                    <architecture>x86_64</architecture>
                    <rootDeviceType>ebs</rootDeviceType>
                    <rootDeviceName>/dev/xvda</rootDeviceName>
                    <blockDeviceMapping>
                        <item>
                            <deviceName>/dev/xvda</deviceName>
                            <ebs>
                                <volumeId>vol-0{n}{n}</volumeId>
                                <status>attached</status>
                                <attachTime>2024-02-29T12:00:01.000Z</attachTime>
                                <deleteOnTermination>true</deleteOnTermination>
                            </ebs>
                        </item>
                    </blockDeviceMapping>
                    <virtualizationType>hvm</virtualizationType>
                    <clientToken>00000000-0000-4000-8000-0000{n}</clientToken>
                    <tagSet>
                        <item>
                            <key>Name</key>
                            <value>worker {n}</value>
                        </item>
                        <item>
                            <key>team</key>
                            <value>red &lt;and&gt; blue</value>
                        </item>
                    </tagSet>
                    <hypervisor>xen</hypervisor>
                    <networkInterfaceSet>
                        <item>
                            <networkInterfaceId>eni-0{n}{n}</networkInterfaceId>
                            <subnetId>subnet-0123456789abcdef0</subnetId>
                            <vpcId>vpc-0123456789abcdef0</vpcId>
                            <description>the first</description>
                            <ownerId>123456789012</ownerId>
                            <status>in-use</status>
                            <macAddress>02:00:00:00:00:01</macAddress>
                            <privateIpAddress>10.0.0.1</privateIpAddress>
                            <sourceDestCheck>true</sourceDestCheck>
                            <attachment>
                                <attachmentId>eni-attach-0{n}</attachmentId>
                                <deviceIndex>0</deviceIndex>
                                <status>attached</status>
                                <attachTime>2024-02-29T12:00:00.000Z</attachTime>
                                <deleteOnTermination>true</deleteOnTermination>
                            </attachment>
                        </item>
                    </networkInterfaceSet>
                    <iamInstanceProfile>
                        <arn>arn:aws:iam::123456789012:instance-profile/worker</arn>
                        <id>AIPA0000000000000001</id>
                    </iamInstanceProfile>
                    <ebsOptimized>true</ebsOptimized>
                    <enaSupport>true</enaSupport>
                    <cpuOptions>
                        <coreCount>1</coreCount>
                        <threadsPerCore>2</threadsPerCore>
                    </cpuOptions>
                    <metadataOptions>
                        <state>applied</state>
                        <httpTokens>required</httpTokens>
                        <httpPutResponseHopLimit>2</httpPutResponseHopLimit>
                        <httpEndpoint>enabled</httpEndpoint>
                    </metadataOptions>
                </item>
            </instancesSet>
        </item>
";
