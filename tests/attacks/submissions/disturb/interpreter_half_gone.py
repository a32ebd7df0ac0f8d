# class: disturb
# success: an interpreter that is half taken down makes the judge wait
# ends: error time_limit
import ctypes, threading

def solve(x):
    threading.Thread(target=lambda: ctypes.pythonapi.Py_FinalizeEx()).start()
    ctypes.pythonapi.PyGILState_Release.restype = None
    import time
    time.sleep(0.2)
    ctypes.string_at(0)
