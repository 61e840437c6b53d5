"""What every stage speaks: values, errors, languages, keys, ports. No I/O, no libraries."""
