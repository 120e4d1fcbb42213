import Access
import Kernel
import Web

/// The sign-in form; where nobody can sign in, what to do about it; in a demonstration, as whom.
struct SignInView: Sendable {
    struct Account: Sendable {
        let account: String
        let name: String
        let role: String
    }

    let form: Form.View
    let hasPeople: Bool
    let isDemonstration: Bool
    let password: String
    let accounts: [Account]
    let others: [Account]
    let hasOthers: Bool

    init(form: Form.View, hasPeople: Bool, demonstration: [DemonstrationPeople.Member], request: PageRequest) {
        func account(_ member: DemonstrationPeople.Member) -> Account {
            Account(
                account: member.account, name: member.details.name(request.language),
                role: request.roleName(member.role))
        }
        self.form = form
        self.hasPeople = hasPeople
        isDemonstration = !demonstration.isEmpty
        password = DemonstrationPeople.password
        // One of each kind is enough to begin with; the rest of the units and districts is folded away.
        let isOther = { (member: DemonstrationPeople.Member) in
            member.details.unit != nil || member.details.district != nil
        }
        accounts = demonstration.filter { !isOther($0) }.map(account)
        others = demonstration.filter(isOther).map(account)
        hasOthers = !others.isEmpty
    }
}
