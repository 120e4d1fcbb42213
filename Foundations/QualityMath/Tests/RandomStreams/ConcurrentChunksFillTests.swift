import QualityMath
import Testing

@Suite struct ConcurrentChunksFillTests {
    private func streamed(_ count: Int, size: Int, threads: Int) -> [Double] {
        ConcurrentChunks.fill(count, size: size, threads: threads) { places, numbers in
            var stream = RandomStream(key: 7).child(UInt64(places.lowerBound))
            stream.fillNormal(&numbers)
        }
    }

    @Test(
        "chunks filled on one thread and on several have the same bits", arguments: [0, 1, 999, 1000, 70_001, 600_000])
    func sameBits(count: Int) {
        let alone = streamed(count, size: 1000, threads: 1)
        #expect(alone.count == count)
        for threads in [2, 3, 8] {
            #expect(streamed(count, size: 1000, threads: threads).map(\.bitPattern) == alone.map(\.bitPattern))
        }
    }

    @Test("every place is in exactly one chunk, and a chunk begins as zeros")
    func places() {
        let numbers = ConcurrentChunks.fill(10_007, size: 64, threads: 2) { places, numbers in
            for index in 0..<numbers.count { numbers[index] += Double(places.lowerBound + index) }
        }
        #expect(numbers == (0..<10_007).map(Double.init))
        #expect(ConcurrentChunks.fill(-3, size: 0, threads: 2) { _, _ in }.isEmpty)
    }

    @Test("results come in the order of the chunks, beside one list or two")
    func results() {
        let one = ConcurrentChunks.fillWithResults(1000, size: 64, threads: 2) { places, _ in places.lowerBound }
        #expect(one.results == Array(stride(from: 0, to: 1000, by: 64)))
        let two = ConcurrentChunks.fillPair(1000, size: 64, threads: 2) { places, left, right in
            for index in 0..<left.count {
                left[index] = Double(places.lowerBound + index)
                right[index] = -left[index]
            }
            return places.count
        }
        #expect(two.first == (0..<1000).map(Double.init))
        #expect(two.second == two.first.map { -$0 })
        #expect(two.results.reduce(0, +) == 1000)
    }

    @Test("what is filled in order can carry a state from chunk to chunk")
    func inOrder() {
        var sum = 0.0
        let sums = ConcurrentChunks.fillInOrder(10_000) { places, numbers in
            for index in 0..<numbers.count {
                sum += Double(places.lowerBound + index)
                numbers[index] = sum
            }
        }
        #expect(sums.count == 10_000)
        #expect(sums.last == 49_995_000)
        #expect(ConcurrentChunks.fillInOrder(0) { _, _ in }.isEmpty)
    }
}
