import QualityMath
import Testing

@Suite("Random streams", .timeLimit(.minutes(3)))
struct RandomStreamTests {
    @Test("a bulk fill gives the bits of single calls, from any position")
    func fillsEqualSingleCalls() {
        for start in [0, 1, 2, 15, 16, 17, 31] as [UInt64] {
            for count in [0, 1, 7, 16, 33, 300, 1000] {
                var bulk = RandomStream(key: 42, stream: 7, position: start)
                var single = bulk
                let uniforms = bulk.uniforms(count)
                #expect(uniforms == (0..<count).map { _ in single.uniform() })
                #expect(bulk == single)
                let normals = bulk.normals(count)
                #expect(normals == (0..<count).map { _ in single.normal() })
                #expect(bulk.next() == single.next())
            }
        }
    }

    @Test("normal numbers are the quantiles of the uniform ones, to the bit")
    func normalsAreQuantiles() {
        var uniforms = RandomStream(key: 5)
        var normals = uniforms
        let expected = uniforms.uniforms(5000).map { NormalDistribution.standardQuantile($0) }
        #expect(normals.normals(5000) == expected)
    }

    @Test("a position can be entered directly, and skipped to")
    func positions() {
        var stream = RandomStream(key: 1, stream: 2)
        let words = (0..<50).map { _ in stream.next() }
        for start in 0..<50 {
            var entered = stream.at(UInt64(start))
            #expect(entered.next() == words[start])
            var skipped = RandomStream(key: 1, stream: 2)
            skipped.skip(UInt64(start))
            #expect(skipped.next() == words[start])
        }
    }

    @Test("children differ from each other, from their parent and from their own children")
    func children() {
        let root = RandomStream(key: 9)
        var seen = Set<UInt64>()
        for i in 0..<200 {
            var child = root.child(UInt64(i))
            var grandchild = child.child(UInt64(i))
            seen.insert(child.next())
            seen.insert(grandchild.next())
        }
        var parent = root
        seen.insert(parent.next())
        #expect(seen.count == 401)
        var moved = root
        moved.skip(77)
        #expect(moved.child(3) == root.child(3))
    }

    @Test("uniform numbers lie inside (0, 1) and have the moments of the uniform distribution")
    func uniformMoments() {
        var stream = RandomStream(key: 31_415)
        let values = stream.uniforms(200_000)
        #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
        let moments = Moments(of: values)
        #expect(abs(moments.mean - 0.5) < 5 * (1.0 / 12 / 200_000).squareRoot())
        #expect(abs(moments.variance - 1.0 / 12) < 1e-3)
    }

    @Test("normal numbers have the moments and the tails of the normal distribution")
    func normalMoments() {
        var stream = RandomStream(key: 2_718)
        let n = 400_000
        let values = stream.normals(n)
        let moments = Moments(of: values)
        let root = Double(n).squareRoot()
        #expect(abs(moments.mean) * root < 5)
        #expect(abs(moments.variance - 1) * root < 5 * 2.0.squareRoot())
        #expect(abs(moments.skewness) * root < 5 * 6.0.squareRoot())
        #expect(abs(moments.excessKurtosis) * root < 5 * 24.0.squareRoot())
        for z in [-3.5, -2, 0.5, 1.9, 3] {
            let p = NormalDistribution.standardCumulative(z)
            let observed = Double(values.count { $0 <= z }) / Double(n)
            #expect(abs(observed - p) * root < 5 * (p * (1 - p)).squareRoot())
        }
    }

    @Test("one thread and many give the same bits")
    func threads() {
        let root = RandomStream(key: 77)
        func run(_ threads: Int) -> [Double] {
            let ranges = ConcurrentChunks.ranges(100_003, size: 4096)
            let parts = ConcurrentChunks.map(ranges.count, threads: threads) { chunk in
                var stream = root.child(UInt64(chunk))
                return stream.normals(ranges[chunk].count)
            }
            return parts.flatMap { $0 }
        }
        let one = run(1)
        #expect(one.count == 100_003)
        #expect(run(2) == one)
        #expect(run(8) == one)
        #expect(ConcurrentChunks.map(0, threads: 4) { $0 }.isEmpty)
        #expect(ConcurrentChunks.ranges(0, size: 5).isEmpty)
        #expect(ConcurrentChunks.ranges(11, size: 5) == [0..<5, 5..<10, 10..<11])
    }

    @Test("bounded whole numbers and permutations are complete and unbiased")
    func integers() {
        var stream = RandomStream(key: 3)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[stream.integer(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
        #expect(stream.integer(below: 1) == 0 && stream.integer(below: 0) == 0 && stream.integer(below: -4) == 0)
        #expect(stream.permutation(100).sorted() == Array(0..<100))
        #expect(stream.permutation(0).isEmpty && stream.permutation(-1).isEmpty)
    }

    @Test("the first numbers of a stream stay what they are")
    func pinned() {
        var stream = RandomStream(key: 0)
        #expect(stream.next() == 0xE169_C58D_6627_E8D5)
        #expect(stream.next() == 0x9B00_DBD8_BC57_AC4C)
    }
}
