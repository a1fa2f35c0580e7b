import Foundation

/// Looks at versions, and at programs that make life easier.
struct MachineExamination {
    let environment: [String: String]

    var findings: [Finding] { [versions, editor] + tools }

    private var versions: Finding {
        let text = "workshop \(WorkshopCommand.version), \(system), Linux \(kernel)"
        return Finding("versions", .fine, english: text, chinese: text)
    }

    private var system: String {
        let lines = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let name = lines.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return name.map { $0.dropFirst(12).filter { $0 != "\"" } } ?? "Linux"
    }

    private var kernel: String {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
        return (text ?? "?").split(separator: "\n").first.map(String.init) ?? "?"
    }

    private var editor: Finding {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let command = named?.split(separator: " ").first.map(String.init)
        if let command, isInstalled(command) {
            return Finding(
                "editor", .fine, english: "the editor is \(command)", chinese: "编辑器是 \(command)")
        }
        if command == nil, let usual = Editor.usual.first(where: isInstalled) {
            return Finding(
                "editor", .fine, english: "the editor is \(usual)", chinese: "编辑器是 \(usual)")
        }
        let what = command.map { "\($0) " } ?? ""
        return Finding(
            "editor", .advice,
            english: "the editor \(what)is not installed: install nano, or set EDITOR",
            chinese: "没有装编辑器 \(what)：安装 nano，或设置 EDITOR")
    }

    /// Programs that the texts of the labs name.
    private var tools: [Finding] {
        ["curl", "less"].map { name in
            isInstalled(name)
                ? Finding(name, .fine, english: "\(name) is installed", chinese: "已安装 \(name)")
                : Finding(
                    name, .advice, english: "\(name) is not installed: apt-get install \(name)",
                    chinese: "没有安装 \(name)：apt-get install \(name)")
        }
    }

    private func isInstalled(_ command: String) -> Bool {
        if command.contains("/") { return FileManager.default.isExecutableFile(atPath: command) }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(command)") }
    }
}
