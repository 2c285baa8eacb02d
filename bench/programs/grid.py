"""noise2 over a grid of a thousand by a thousand points."""

import noise


def main():
    total = 0.0
    for y in range(1000):
        for x in range(1000):
            total += noise.pnoise2(x / 100, y / 100)
    return total


if __name__ == "__main__":
    print(main())
