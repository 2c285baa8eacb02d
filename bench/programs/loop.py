"""seed/bench.py without the call: what the loop itself costs."""


def main():
    i = 0
    while i < 10_000_000:
        i = i + 1
    return i


if __name__ == "__main__":
    print(main())
