import Synchronization

/// Makes identities from a clock and a source of randomness that are handed in.
///
/// Within one source every identity is greater than the one before it, also when many are made in one millisecond or
/// the clock is set back: the 12 bits after the version and the first bits of the variant field act as a counter
/// (RFC 9562, section 6.2, method 1).
public final class IdentifierSource: Sendable {
    private struct State {
        var milliseconds: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let clock: Clock
    private let randomBits: @Sendable () -> UInt64
    private let state = Mutex(State())

    public init(clock: Clock, randomBits: @escaping @Sendable () -> UInt64) {
        self.clock = clock
        self.randomBits = randomBits
    }

    /// A source over the operating system's random numbers.
    public convenience init(clock: Clock) {
        self.init(clock: clock) {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        }
    }

    /// The next identity. Complexity: O(1); safe to call from any thread.
    public func next() -> Identifier {
        let now = UInt64(max(0, clock.now().microseconds / 1_000))
        let random = randomBits()
        let (milliseconds, counter) = state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                state.counter = random & 0x7FF
            } else {
                state.counter += 1
                if state.counter > 0xFFF {
                    state.milliseconds += 1
                    state.counter = 0
                }
            }
            return (state.milliseconds, state.counter)
        }
        let high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | counter
        let low = 0x8000_0000_0000_0000 | (randomBits() & 0x3FFF_FFFF_FFFF_FFFF)
        return Identifier(high: high, low: low)
    }
}
