# class: exhaust
# success: a parser in C is sent deeper than its stack
import ast, json, pickle, marshal

def solve(x):
    for parse in (
        lambda: json.loads("[" * 10**6), lambda: ast.parse("(" * 10**5), lambda: compile("-" * 10**6 + "1", "", "eval"),
        lambda: eval("lambda:" * 10**5 + "0"), lambda: pickle.loads(b"(" * 10**6 + b"."), lambda: marshal.loads(b"[\x01\0\0\0" * 10**6),
    ):
        try:
            parse()
        except BaseException as error:
            print(type(error).__name__)
    return 0
