import CivicCalendar
import Kernel
import Synchronization
import Testing

struct IdentifierTests {
    /// Time that a test sets by hand.
    private final class HandClock: Sendable {
        private let time: Mutex<Int64>

        init(_ microseconds: Int64) { time = Mutex(microseconds) }

        func set(_ microseconds: Int64) { time.withLock { $0 = microseconds } }

        var clock: Clock { Clock { LogTime(microseconds: self.time.withLock { $0 }) } }
    }

    private static let instant: Int64 = 1_631_678_400_000_000

    private func milliseconds(_ identifier: Identifier) throws -> UInt64 {
        try #require(UInt64(identifier.text.replacing("-", with: "").prefix(12), radix: 16))
    }

    @Test("100,000 identities of one millisecond are different and in the order they were made")
    func oneMillisecond() {
        let source = IdentifierSource(clock: HandClock(Self.instant).clock)
        let made = (0..<100_000).map { _ in source.next() }
        #expect(Set(made).count == made.count)
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("the order holds also where randomness gives nothing but ones or zeros", arguments: [UInt64.min, .max])
    func poorRandomness(bits: UInt64) {
        let source = IdentifierSource(clock: HandClock(Self.instant).clock) { bits }
        let made = (0..<10_000).map { _ in source.next() }
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("a clock that is set back by a day does not break the order")
    func setBack() throws {
        let hand = HandClock(Self.instant)
        let source = IdentifierSource(clock: hand.clock)
        var made = (0..<100).map { _ in source.next() }
        hand.set(Self.instant - 86_400_000_000)
        made += (0..<10_000).map { _ in source.next() }
        hand.set(Self.instant + 86_400_000_000)
        made.append(source.next())
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
        #expect(try milliseconds(try #require(made.last)) == UInt64(Self.instant / 1_000 + 86_400_000))
    }

    @Test("many threads at once get different identities")
    func threads() async {
        let source = IdentifierSource(clock: HandClock(Self.instant).clock)
        let made = await withTaskGroup(of: [Identifier].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2_000).map { _ in source.next() } } }
            return await group.reduce(into: [Identifier]()) { $0 += $1 }
        }
        #expect(Set(made).count == 16_000)
    }

    @Test("an identity is a UUID of version 7 with the time in front, and the order of texts is the order of time")
    func form() throws {
        let hand = HandClock(Self.instant)
        let source = IdentifierSource(clock: hand.clock)
        let first = source.next()
        hand.set(Self.instant + 1_000)
        let second = source.next()
        let characters = Array(first.text)
        #expect(characters.count == 36)
        #expect(characters[14] == "7")
        #expect("89ab".contains(characters[19]))
        #expect(try milliseconds(first) == UInt64(Self.instant / 1_000))
        #expect(first.text < second.text)
    }

    @Test("a time before 1970 gives an identity instead of a crash")
    func beforeEpoch() throws {
        #expect(try milliseconds(IdentifierSource(clock: HandClock(-5_000_000).clock).next()) == 0)
    }

    @Test("an identity reads back from its own text, also through JSON-like coding")
    func roundTrip() throws {
        let identifier = IdentifierSource(clock: HandClock(Self.instant).clock).next()
        #expect(Identifier(identifier.text) == identifier)
        #expect(identifier.description == identifier.text)
    }

    @Test(
        "what is not a lower-case UUID is no identity",
        arguments: [
            "", "017be8c6", "017BE8C6-1C00-7000-8000-000000000000", "017be8c6-1c00-7000-8000-00000000000",
            "017be8c6-1c00-7000-8000-0000000000000", "017be8c6 1c00-7000-8000-000000000000",
            "017be8c6-1c00-7000-8000-00000000000g", "{17be8c6-1c00-7000-8000-00000000000}",
            "017be8c61-c00-7000-8000-000000000000", "０17be8c6-1c00-7000-8000-0000000000",
        ])
    func refused(text: String) { #expect(Identifier(text) == nil) }
}
