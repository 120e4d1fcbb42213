import Kernel

/// The form in the top bar: language, appearance, size of print. It sets cookies and returns to the page.
enum SettingsRoute {
    static let permission = Permission("web.change-own-settings")
    static let change = Route0(.post, "settings", permission: permission, bodyLimit: 10_000)
    static let registration = RouteRegistration(declaration: change.declaration, handling: .settings)
}
