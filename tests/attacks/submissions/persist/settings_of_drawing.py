# class: persist
# success: the next run draws with settings, fonts or a cache of this one
# profile: science
import os
import matplotlib as mpl
import matplotlib.pyplot as plt

mpl.rcParams["font.size"] = 99
mpl.rcParams["savefig.dpi"] = 10_000
plt.switch_backend("Agg")
for folder in (".", os.environ.get("MPLCONFIGDIR", "."), os.path.expanduser("~"), "/site/matplotlib/mpl-data"):
    for name in ("matplotlibrc", "fontlist-v390.json", "style.mplstyle"):
        try:
            os.makedirs(folder, exist_ok=True)
            open(os.path.join(folder, name), "w").write("font.size: {{mark}}")
        except OSError:
            pass

def solve(x):
    return 0
