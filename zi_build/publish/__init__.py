"""The one door through which evidence bytes leave: plan, sanitising, manifest, and a last look."""
