import Access
import Kernel
import Web

/// The fields of a person's details. Roles, state and account name are none of them: what else a form sends is nothing.
enum PersonFields {
    static func fields(_ places: Places, _ request: PageRequest) -> [FormField] {
        func label(_ name: String) -> String { request.text("administration.field.\(name)") }
        func options(_ places: [Places.Place]) -> [FormField.Option] {
            places.map { FormField.Option($0.id, $0.title(request.language)) }
        }
        return [
            FormField("name-zh", label("name-zh"), longest: PersonDetails.longestName),
            FormField("name-en", label("name-en"), longest: PersonDetails.longestName),
            FormField("unit", label("unit"), kind: .select, options: options(places.units)),
            FormField("district", label("district"), kind: .select, options: options(places.districts)),
            FormField("email", label("email"), longest: PersonDetails.longestEmail),
        ]
    }

    static func reason(_ request: PageRequest) -> FormField {
        FormField(
            "reason", request.text("administration.field.reason"), kind: .textarea(rows: 2), isRequired: true,
            longest: 500)
    }

    static func details(_ sent: FormValues) -> PersonDetails {
        PersonDetails(
            name: LocalizedText(zh: sent["name-zh"] ?? "", en: sent["name-en"] ?? ""), unit: sent["unit"],
            district: sent["district"], email: sent["email"])
    }

    static func fill(_ form: inout Form, _ person: Person) {
        form.set("name-zh", person.name.zh)
        form.set("name-en", person.name.en)
        form.set("unit", person.unit ?? "")
        form.set("district", person.district ?? "")
        form.set("email", person.email ?? "")
    }
}
