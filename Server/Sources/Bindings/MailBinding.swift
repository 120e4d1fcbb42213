import Access
import Kernel
import Messages

extension House {
    /// The service that sends messages by e-mail to the people they are for.
    ///
    /// `site` is the address that links in letters begin with; `report` is told in one line what could not be done.
    public func mailDelivery(
        _ settings: MailSettings, site: String?, report: @escaping @Sendable (String) -> Void
    ) throws -> MailDelivery {
        let people = PeopleDesk(access())
        return MailDelivery(
            database: database, sender: settings.sender, transport: CurlTransport(settings),
            strings: try Self.strings(), site: site, report: report
        ) { recipient in
            Self.addressees(of: recipient, among: try await people.list(), report: report)
        }
    }

    /// The addresses of active people whom a recipient means.
    static func addressees(
        of recipient: Recipient, among people: [Person], report: (String) -> Void
    ) -> [MailDelivery.Addressee] {
        people.filter { $0.isActive && recipient.includes($0.actor) }.compactMap { person in
            guard let email = person.email else { return nil }
            do throws(Problem) { return MailDelivery.Addressee(try MailAddress(email)) } catch {
                // One unusable address keeps nobody else's letter back.
                report("mail: \(person.account): \(error.key)")
                return nil
            }
        }
    }
}
