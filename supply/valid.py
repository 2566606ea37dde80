"""Does a bill of materials keep to the schema of CycloneDX 1.6? `python supply/valid.py FILE`; run by `make audit`."""

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main() -> None:
    """Say where it does not, and end with 1 then."""
    path = Path(sys.argv[1])
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text(encoding="utf-8"))
    if fault:
        raise SystemExit(f"{path} is no CycloneDX 1.6: {fault}")
    print(f"{path} keeps to CycloneDX 1.6")


if __name__ == "__main__":
    main()
