import Foundation
import HTTPClient
import TestSupport
import Testing

@testable import BookstoreService

@Suite struct `The shop's page` {
    static let chromium = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    ]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test func `one document, allowed to run nothing but its own script`() async throws {
        try await Shop().serve { browser in
            let page = try await browser.send("GET", "/")
            #expect(page.status == 200)
            let policy = page.header("Content-Security-Policy") ?? ""
            #expect(policy.hasPrefix("default-src 'none'; script-src 'nonce-nonce'; style-src"))
            let text = String(decoding: page.body, as: UTF8.self)
            #expect(text.contains(#"<script nonce="nonce">"#))
            #expect(!text.contains("http://") && !text.contains("https://"))
        }
    }

    @Test(.enabled(if: chromium != nil, "chromium is not installed"))
    func `a browser shows the five books and the balance`() async throws {
        let chromium = try #require(Self.chromium)
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            try await withScratchFolder("chromium") { folder in
                let page = try await Self.dump(
                    "http://127.0.0.1:\(browser.port)/?lang=zh", by: chromium, profile: folder.path)
                for word in Catalogue.entries.map(\.name) + [
                    "¥&nbsp;1,000,000.00", "可用余额", "user0", "¥&nbsp;99.00", "Josh Long",
                ] {
                    let isThere = page.contains(word)
                    #expect(isThere, "\(word)")
                }
            }
        }
    }

    /// The document after its script has run.
    private static func dump(
        _ address: String, by chromium: String, profile: String
    ) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: chromium)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=\(profile)", "--virtual-time-budget=10000", "--dump-dom", address,
        ]
        let file = "\(profile)/page.html"
        try Data().write(to: URL(fileURLWithPath: file))
        process.standardOutput = FileHandle(forWritingAtPath: file)
        process.standardError = FileHandle.nullDevice
        return try await withDeadline("chromium", within: .seconds(60)) {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in continuation.resume() }
                do { try process.run() } catch { continuation.resume(throwing: error) }
            }
            return try String(contentsOfFile: file, encoding: .utf8)
        }
    }
}
