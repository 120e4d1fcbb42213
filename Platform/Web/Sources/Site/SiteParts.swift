import Foundation
import Kernel

/// What a running site consists of, immutable after start.
struct SiteParts: Sendable {
    let configuration: SiteConfiguration
    let strings: StringCatalogue
    let policy: PermissionPolicy
    let templates: TemplateLibrary
    let files: PublicFiles
    let routes: RouteTable
    let forgery: ForgeryGuard
    let navigation: [NavigationEntry]

    init(_ configuration: SiteConfiguration) throws {
        var strings = configuration.strings
        for (language, entries) in try StringFiles.load(WebResources.strings) { strings.add(entries, in: language) }
        var policy = configuration.policy
        for role in Role.allCases { policy.grant(SettingsRoute.permission, to: role) }
        let declared: [any DeclaredRoute] = configuration.declared + [SettingsRoute.change]
        let routes = RouteTable(
            declared: declared, registrations: configuration.registrations + [SettingsRoute.registration])
        let templates = try TemplateLibrary([.web] + configuration.templates, strings: strings)
        let registered = Set(routes.registrations.map(\.declaration))
        var faults = strings.faults + routes.faults
        let named = configuration.navigation.map { ($0.key, $0.route) } + [("home", configuration.home.declaration)]
        let search = configuration.search.map { [("search", $0.declaration)] } ?? []
        let signIn = configuration.signIn.map {
            [("sign-in", $0.page), ("account", $0.account), ("sign-out", $0.signOut)]
        }
        for (name, route) in named + search + (signIn ?? []).map({ ($0.0, $0.1.declaration) })
        where !registered.contains(route) {
            faults.append("\(name) leads to \(route), which is not registered")
        }
        faults += Set(registered.map(\.permission)).filter { policy.holders(of: $0).isEmpty }
            .map { "nobody holds the permission \($0)" }.sorted()
        for (name, source) in templates.sources.sorted(by: { $0.key < $1.key }) {
            faults += TemplateCheck.keyFaults(name, source, strings)
        }
        guard faults.isEmpty else { throw CompositionFault(faults: faults) }
        self.configuration = configuration
        self.strings = strings
        self.policy = policy
        self.routes = routes
        self.templates = templates
        files = try PublicFiles([WebResources.publicFiles] + configuration.publicFolders)
        forgery = ForgeryGuard(key: configuration.key, publicOrigin: configuration.publicOrigin)
        navigation = configuration.navigation.enumerated()
            .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
    }
}

/// Where the files that come with Web lie.
public enum WebResources {
    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }
    public static var publicFiles: URL { Bundle.module.bundleURL.appending(path: "Public") }
}

extension PermissionPolicy {
    fileprivate func holders(of permission: Permission) -> [Role] {
        listing.first { $0.permission == permission }?.roles ?? []
    }
}
