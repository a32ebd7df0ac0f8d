# class: persist
# success: what joblib or scikit-learn keeps on disk or in other processes is found by the next run
# profile: science
import joblib, os
import numpy as np

def solve(x):
    memory = joblib.Memory("cache", verbose=0)
    try:
        memory.cache(np.square)(x)
        joblib.Parallel(n_jobs=4, backend="loky", temp_folder="/dev/shm")(joblib.delayed(abs)(i) for i in range(8))
        joblib.dump(np.zeros(10_000), "/dev/shm/{{mark}}")
        print("{{secret}}")
    except BaseException as error:
        print(type(error).__name__)
    return 0
