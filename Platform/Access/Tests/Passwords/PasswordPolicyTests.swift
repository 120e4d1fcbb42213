import Kernel
import Testing

@testable import Access

struct PasswordPolicyTests {
    private static func refusal(
        _ policy: PasswordPolicy, _ password: String, account: String = "somebody", isDemonstration: Bool = false
    ) -> String? {
        do {
            try policy.check(password, account: account, isDemonstration: isDemonstration)
            return nil
        } catch {
            return error.key.split(separator: "-").last.map(String.init)
        }
    }

    @Test(
        "the profile after 等保 asks for eight characters of three kinds",
        arguments: [
            ("Ab3-efg", "short"), ("Ab3-efgh", nil), ("abcdefgz", "classes"), ("abcdefg1", "classes"),
            ("Abcdefg1", "common"), ("Mbcdefk1", nil), ("kbcdefg1#", nil), ("质量提升Ab1", "short"), ("质量提升工作Ab1", nil),
            ("Somebody-123", "account"), ("P@ssw0rd123", "common"), ("Password2021!", "common"),
            ("Aa1Aa1Aa1", "common"),
        ] as [(String, String?)])
    func dengbao(password: String, key: String?) {
        #expect(Self.refusal(.dengbao, password) == key, "\(password)")
    }

    @Test(
        "the profile after ASVS asks for length and nothing of composition",
        arguments: [
            ("Ab3-efgh", "short"), ("elevenchars", "short"), ("twelve chars", nil), ("夏夜的风吹过江边的石桥", "short"),
            ("夏夜的风吹过了江边的石桥", nil), ("correct horse battery staple", "common"), ("aaaaaaaaaaaaaa", "common"),
            ("12345678901234", "common"), ("abababababab", "common"), ("somebody is here", "account"),
            (String(repeating: "ab c", count: 32) + "z", nil), (String(repeating: "ab c", count: 65), "long"),
        ] as [(String, String?)])
    func asvs(password: String, key: String?) {
        #expect(Self.refusal(.asvs, password) == key, "\(password.prefix(20))")
    }

    @Test("control characters are refused, a short account name forbids nothing")
    func edges() {
        #expect(Self.refusal(.asvs, "twelve\u{7}chars") == "control")
        #expect(Self.refusal(.asvs, "a long password", account: "lon") == nil)
    }

    @Test(
        "the password of the demonstration is refused to everybody else, in any capitals and with something around it",
        arguments: [PasswordPolicy.dengbao, .asvs])
    func demonstration(policy: PasswordPolicy) {
        let known = DemonstrationPeople.password
        for password in [known, known.uppercased(), "\(known)!", "my \(known)"] {
            #expect(Self.refusal(policy, password) == "demonstration", "\(password)")
            #expect(Self.refusal(policy, password, isDemonstration: true) == nil, "\(password)")
        }
    }

    @Test("the password of the demonstration and every one-time password fit both profiles")
    func made() async throws {
        #expect(Self.refusal(.dengbao, DemonstrationPeople.password, isDemonstration: true) == nil)
        #expect(Self.refusal(.asvs, DemonstrationPeople.password, isDemonstration: true) == nil)
        try await AccessFixture.with(.sqlite) { fixture in
            var seen: Set<String> = []
            for _ in 0..<50 {
                let password = fixture.parts.oneTimePassword()
                #expect(password.count == 23)
                #expect(Self.refusal(.dengbao, password) == nil && Self.refusal(.asvs, password) == nil)
                seen.insert(password)
            }
            #expect(seen.count == 50)
        }
    }
}
