"""From files to what a library holds: found, read, tagged and embedded by runners, stored, compared with the others."""
