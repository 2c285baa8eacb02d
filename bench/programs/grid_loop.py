"""grid.py without the call."""


def main():
    total = 0.0
    for y in range(1000):
        for x in range(1000):
            total += x / 100 + y / 100
    return total


if __name__ == "__main__":
    print(main())
