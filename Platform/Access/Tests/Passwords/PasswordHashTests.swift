import Testing

@testable import Access

struct PasswordHashTests {
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("scrypt gives the vectors of RFC 7914, section 12")
    func vectors() throws {
        let empty = try PasswordHash(
            of: "", salt: [], parameters: PasswordHash.Parameters(cost: 16, block: 1, parallel: 1), count: 64)
        #expect(
            Self.hexadecimal(empty.bytes)
                == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
        let salted = try PasswordHash(
            of: "password", salt: Array("NaCl".utf8),
            parameters: PasswordHash.Parameters(cost: 1_024, block: 8, parallel: 16), count: 64)
        #expect(
            Self.hexadecimal(salted.bytes)
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
    }

    @Test("a password typed in decomposed form is the same password, another one is not")
    func composed() async throws {
        let hasher = PasswordHasher(parameters: AccessFixture.cheap, randomBytes: AccessParts.random)
        let kept = try await hasher.hash("Caf\u{E9}-12345")
        #expect(try await hasher.isRight("Cafe\u{301}-12345", kept))
        #expect(try await !hasher.isRight("Cafe-12345", kept))
        #expect(try await !hasher.isRight("", kept))
        #expect(try await !hasher.isRight("Caf\u{E9}-12345", nil))
        #expect(try await hasher.hash("a").salt != hasher.hash("a").salt)
    }

    @Test("parameters that nothing can be computed with are refused")
    func refused() {
        for (cost, block) in [(3, 1), (1 << 24, 8), (16, 1 << 30)] {
            #expect(throws: (any Error).self) {
                try PasswordHash(
                    of: "a", salt: [1],
                    parameters: PasswordHash.Parameters(cost: cost, block: block, parallel: 1))
            }
        }
    }
}
