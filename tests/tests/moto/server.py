"""A moto server on a free port of loopback: prints its URL and ends with its standard input.

Functions of Lambda answer with what they get, and the role that they need is there."""

import sys

import boto3
from moto.core.config import default_user_config
from moto.server import ThreadedMotoServer

default_user_config["lambda"]["use_docker"] = False
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
url = "http://%s:%d" % server.get_host_and_port()
keys = {"aws_access_key_id": "k", "aws_secret_access_key": "s"}
iam = boto3.client("iam", region_name="us-east-1", endpoint_url=url, **keys)
iam.create_role(RoleName="function", AssumeRolePolicyDocument="{}")
print(url, flush=True)
sys.stdin.read()
server.stop()
