import CivicCalendar
import Kernel

/// What the template `web/layout` shows around a page.
struct LayoutModel: Sendable {
    struct Entry: Sendable {
        let text: String
        let icon: String
        let href: String
        let isActive: Bool
        /// How many things wait behind it, and what that number says.
        let count: String
        let countLabel: String
        let hasCount: Bool
    }

    struct Crumb: Sendable {
        let text: String
        let href: String
        let isLink: Bool
    }

    struct Choice: Sendable {
        let field: String
        let value: String
        let text: String
        let isChosen: Bool
    }

    let lang: String
    let theme: String
    let print: String
    let title: String
    let city: String
    let homeHref: String
    let styleHref: String
    let scriptHref: String
    let scripts: [String]
    let iconHref: String
    let entries: [Entry]
    let hasEntries: Bool
    let crumbs: [Crumb]
    let hasCrumbs: Bool
    let businessDate: String
    let realDate: String
    let isMoved: Bool
    let hasSearch: Bool
    let searchHref: String
    let settingsHref: String
    let settingsReturn: String
    let otherLanguage: String
    let otherLanguageHref: String
    let csrfToken: String
    let languages: [Choice]
    let themes: [Choice]
    let prints: [Choice]
    let actor: String
    let hasActor: Bool
    let isSignedIn: Bool
    let canSignIn: Bool
    let signInHref: String
    let accountHref: String
    let signOutHref: String
    let hasMenu: Bool
    let isDemonstration: Bool
    let packLabel: String
    let hasPackLabel: Bool
    let hasFlash: Bool
    let flashText: String
    let flashTone: String
    let isWide: Bool
    let version: String
    let content: String

    init(
        _ page: Page, content: String, flash: (text: String, tone: Flash.Tone)?, parts: SiteParts, visitor: Visitor
    ) {
        let configuration = parts.configuration
        let language = visitor.language
        func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
            parts.strings.text(key, language, arguments)
        }
        lang = language.rawValue
        theme = visitor.appearance.theme.rawValue
        print = visitor.appearance.print.rawValue
        title = page.title
        city = configuration.identity.city(language)
        homeHref = Gatekeeper(parts: parts).home(visitor).href
        styleHref = parts.files.href("heng.css") ?? ""
        scriptHref = parts.files.href("js/heng.js") ?? ""
        iconHref = parts.files.href("mark.svg") ?? ""
        scripts = (["vendor/htmx.min.js"] + page.scripts).compactMap(parts.files.href)
        entries = parts.navigation.filter { parts.policy.allows(visitor.actor, $0.route.permission) }.map { entry in
            let count = entry.count == nil ? 0 : visitor.counts[entry.key] ?? 0
            return Entry(
                text: text(entry.text), icon: entry.icon.rawValue, href: entry.link.href,
                isActive: entry.key == page.navigation, count: String(count),
                countLabel: entry.count.map { text($0, ["count": String(count)]) } ?? "", hasCount: count > 0)
        }
        hasEntries = !entries.isEmpty
        crumbs = page.breadcrumbs.map { Crumb(text: $0.text, href: $0.link?.href ?? "", isLink: $0.link != nil) }
        hasCrumbs = !crumbs.isEmpty
        let today = configuration.clock.today()
        let realToday = CivicDate(inChinaAtMicroseconds: configuration.clock.now().microseconds)
        businessDate = Self.write(today, text)
        realDate = Self.write(realToday, text)
        isMoved = today != realToday
        let search = configuration.search
        hasSearch = search.map { parts.policy.allows(visitor.actor, $0.declaration.permission) } ?? false
        searchHref = search?.link().href ?? ""
        settingsHref = SettingsRoute.change.link().href
        let back = AnswerWriter(parts: parts, visitor: visitor).returnAddress(visitor.address)
        let other: Language = language == .zhHans ? .en : .zhHans
        settingsReturn = back
        otherLanguage = other.rawValue
        otherLanguageHref = back + (back.contains("?") ? "&" : "?") + "lang=\(other.rawValue)"
        csrfToken = parts.forgery.token(visitor: visitor.secret, actor: visitor.actor.name)
        languages = Language.allCases.map {
            Choice(
                field: "language", value: $0.rawValue, text: text("web.language.\($0.rawValue)"),
                isChosen: $0 == language)
        }
        themes = Appearance.Theme.allCases.map {
            Choice(
                field: "theme", value: $0.rawValue, text: text("web.theme.\($0.rawValue)"),
                isChosen: $0 == visitor.appearance.theme)
        }
        prints = Appearance.Print.allCases.map {
            Choice(
                field: "print", value: $0.rawValue, text: text("web.print.\($0.rawValue)"),
                isChosen: $0 == visitor.appearance.print)
        }
        let signIn = configuration.signIn
        let signedIn = visitor.signedIn
        actor = signedIn?.name(language) ?? visitor.actor.name
        isSignedIn = signedIn != nil
        canSignIn = signIn != nil && signedIn == nil
        hasActor = signIn == nil
        signInHref = signIn?.page.link().href ?? ""
        accountHref = signIn?.account.link().href ?? ""
        signOutHref = signIn?.signOut.link().href ?? ""
        hasMenu = hasEntries || signedIn != nil
        isDemonstration = configuration.identity.isDemonstration
        packLabel = configuration.identity.packLabel(language)
        hasPackLabel = !packLabel.isEmpty
        hasFlash = flash != nil
        flashText = flash?.text ?? ""
        flashTone = flash?.tone.rawValue ?? ""
        isWide = page.isWide
        version = configuration.identity.version
        self.content = content
    }

    private static func write(_ date: CivicDate, _ text: (String, [String: String]) -> String) -> String {
        text(
            "web.date.long",
            [
                "year": String(date.year), "month": text("web.month.\(date.month)", [:]), "day": String(date.day),
            ])
    }
}
