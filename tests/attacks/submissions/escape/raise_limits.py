# class: escape
# success: a resource limit is raised again
import resource

def solve(x):
    for name in ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE"):
        which = getattr(resource, name)
        try:
            resource.setrlimit(which, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print("{{secret}}", name)
        except (OSError, ValueError) as error:
            print(error)
    return 0
