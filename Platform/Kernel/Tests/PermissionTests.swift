import Kernel
import Testing

struct PermissionTests {
    private let read = Permission("sample.read")
    private let write = Permission("sample.write")

    private func actor(_ roles: Role...) -> Actor { Actor(name: "somebody@local", roles: Set(roles)) }

    @Test("what nobody was granted is denied to every role, and to all of them at once")
    func defaultDeny() {
        let policy = PermissionPolicy()
        for role in Role.allCases { #expect(!policy.allows(actor(role), read)) }
        #expect(!policy.allows(Actor(name: "all@local", roles: Set(Role.allCases)), read))
        #expect(policy.listing.isEmpty)
    }

    @Test("a permission is held by the roles it was granted to and by no other")
    func granted() {
        var policy = PermissionPolicy()
        policy.grant(read, to: .office, .leader)
        #expect(policy.allows(actor(.office), read))
        #expect(policy.allows(actor(.public, .leader), read))
        #expect(!policy.allows(actor(.liaison), read))
        #expect(!policy.allows(actor(.office), write))
        #expect(!policy.allows(actor(), read))
    }

    @Test("granting again adds roles and takes none away")
    func grantedAgain() {
        var policy = PermissionPolicy()
        policy.grant(read, to: .office)
        policy.grant(read, to: .liaison)
        #expect(policy.allows(actor(.office), read))
        #expect(policy.allows(actor(.liaison), read))
        #expect(policy.listing.map(\.permission) == [read])
        #expect(policy.listing.first?.roles == [.liaison, .office])
    }

    @Test("requiring a permission that is not held is a forbidden problem naming it")
    func required() throws {
        var policy = PermissionPolicy()
        policy.grant(read, to: .office)
        try policy.require(read, of: actor(.office))
        #expect(throws: Problem(.forbidden, "problem.forbidden", ["permission": "sample.write"])) {
            try policy.require(write, of: actor(.office))
        }
    }

    @Test("a permission granted to no role is held by none")
    func emptyGrant() {
        var policy = PermissionPolicy()
        policy.grant(read)
        for role in Role.allCases { #expect(!policy.allows(actor(role), read)) }
    }
}
