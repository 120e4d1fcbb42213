"""Times every kind of page of the demonstration city: medians of 15 requests after a warm-up, and bytes."""
import statistics
import sys
import time
import urllib.error
import urllib.parse

from server import Heng

RUNS = 15


def main() -> int:
    with Heng() as heng:
        print(f"{'page':24}{'median ms':>10}{'max ms':>9}{'bytes':>9}")
        opener = heng.signed_in()
        for name, address in heng.pages().items():
            target = heng.address + urllib.parse.quote(address, safe="/?=&:")
            times = []
            size = 0
            for run in range(RUNS + 1):
                start = time.perf_counter()
                try:
                    with opener.open(target) as answer:
                        size = len(answer.read())
                except urllib.error.HTTPError as error:
                    size = len(error.read())
                if run:
                    times.append((time.perf_counter() - start) * 1000)
            print(f"{name:24}{statistics.median(times):>10.1f}{max(times):>9.1f}{size:>9}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
