import Kernel

/// An e-mail address that can do no harm in a header or on a command line: `name@host` in ASCII.
///
/// Of RFC 5321, section 4.1.2, the forms without quotes and without an address literal; at most 254 characters
/// (erratum 1690 to RFC 3696). Addresses with other scripts (RFC 6531) are refused.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// Takes an address.
    ///
    /// - Throws: `messages.problem.address`.
    public init(_ text: String) throws(Problem) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64,
            Self.isDotted(parts[0], isAllowed: Self.isNameByte), Self.isDotted(parts[1], isAllowed: Self.isHostByte),
            !parts[1].split(separator: ".").contains(where: { $0.hasPrefix("-") || $0.hasSuffix("-") })
        else { throw Problem(.badInput, "messages.problem.address", ["address": Self.shown(text)]) }
        self.text = text
    }

    public var description: String { text }

    /// What stands behind the @.
    public var host: String { String(text.drop { $0 != "@" }.dropFirst()) }

    private static func isDotted(_ text: Substring, isAllowed: (UInt8) -> Bool) -> Bool {
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAllowed) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 45
    }

    /// An address as a problem may show it: cut, and without control characters.
    private static func shown(_ text: String) -> String {
        String(text.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7F ? "·" : Character($0) })
    }
}
