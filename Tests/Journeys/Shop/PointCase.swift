import Foundation

/// One line of the crash matrix: what strikes where, while one purchase is under way.
struct PointCase: Sendable, CustomStringConvertible {
    /// The component that is struck.
    let victim: String
    /// The point, by its name.
    let point: String
    /// `kill`, `pause`, `drop`, `duplicate`, `slow:…`.
    let fault: String
    /// `at` or `tcc`.
    let mode: String
    /// Whether the purchase is made to roll back, after the account has paid.
    var rollsBack = false

    var description: String {
        "\(victim):\(point) \(fault) \(mode)\(rollsBack ? " rolling back" : "")"
    }

}

extension PointCase {
    /// Where a branch is written.
    static let phaseOne = [
        "before-register", "registered", "written-before-commit", "committed-before-reply",
    ]
    static let commits = ["commit-asked", "commit-done-before-answer"]
    static let rollbacks = [
        "rollback-asked", "undone-before-commit", "rollback-done-before-answer",
    ]

    /// Every point of an AT branch in either system, and of a try.
    static func branches(_ fault: String, of victim: String, _ mode: String) -> [PointCase] {
        let points = mode == "tcc" && victim == "account" ? Array(phaseOne.dropFirst()) : phaseOne
        return (points + commits).map {
            PointCase(victim: victim, point: $0, fault: fault, mode: mode)
        }
            + rollbacks.map {
                PointCase(victim: victim, point: $0, fault: fault, mode: mode, rollsBack: true)
            }
    }

    /// Every point of the coordinator.
    static func coordinator(_ fault: String, _ mode: String) -> [PointCase] {
        ["begin", "register", "commit", "branch-end", "end"].flatMap { kind in
            ["before-store", "stored"].map {
                PointCase(victim: "coordinator", point: "\(kind)-\($0)", fault: fault, mode: mode)
            }
        }
            + ["rollback-before-store", "rollback-stored", "branch-end-stored"].map {
                PointCase(
                    victim: "coordinator", point: $0, fault: fault, mode: mode, rollsBack: true)
            }
    }

    /// Every point of a purchase in the bookstore.
    static func shop(_ fault: String, _ mode: String) -> [PointCase] {
        ["begun", "between-stock-and-balance", "before-commit", "before-answer"].map {
            PointCase(victim: "bookstore", point: $0, fault: fault, mode: mode)
        }
    }
}
