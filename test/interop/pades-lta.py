"""pades-lta.py ROOT.crt FILE.pdf: pyHanko's validation of a PAdES signature with long-term data (EN 319 102-1 5.6.3),
from what the file holds alone, with revocation required for every certificate. Prints the indication."""

import asyncio
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

root, path = sys.argv[1:]
trust = SimpleTrustManager.build(trust_roots=[CertTrustAnchor(load_cert_from_pemder(root))])
policy = CertValidationPolicySpec(trust_manager=trust, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
spec = SignatureValidationSpec(
    cert_validation_policy=policy,
    revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
)
with open(path, 'rb') as file:
    signature = PdfFileReader(file).embedded_regular_signatures[0]
    result = asyncio.run(ades_lta_validation(signature, PdfSignatureValidationSpec(spec)))
print(result.ades_subindic)
if result.failure_msg:
    print(result.failure_msg)
print('best signature time', result.best_signature_time)
