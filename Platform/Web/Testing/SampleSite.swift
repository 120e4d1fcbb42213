import CivicCalendar
import Kernel
import Logging
import Web

/// Pieces that tests of any engine need to put a small site together.
public enum SampleSite {
    /// A clock that stands still at noon of a day in China.
    public static func clock(_ date: CivicDate, asOf: CivicDate? = nil) -> Clock {
        let noon = Int64(date.dayNumber) * 86_400_000_000 + 4 * 3_600_000_000
        return Clock(asOf: asOf) { LogTime(microseconds: noon) }
    }

    /// A key that signs with a keyed sum of 256 bits: for tests only, it withstands nobody.
    public static let key = ServerKey { message in
        (UInt64(1)...4).flatMap { round in
            var hash = 0xcbf2_9ce4_8422_2325 &* round
            for byte in message { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
        }
    }

    /// Configuration of a site with one actor, who holds the given roles.
    public static func configuration(
        home: Route0, date: CivicDate, asOf: CivicDate? = nil, roles: Set<Role> = [.office],
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) -> SiteConfiguration {
        SiteConfiguration(
            identity: SiteIdentity(city: LocalizedText(zh: "样例市", en: "Sample City"), version: "0.0.0"),
            clock: clock(date, asOf: asOf), home: home, key: key, logger: logger,
            actorSource: { _ in Actor(name: "office@local", roles: roles) })
    }
}
