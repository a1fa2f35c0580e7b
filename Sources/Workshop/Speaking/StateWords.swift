import Wire

/// The words and signs for the states of a component.
enum StateWords {
    static func word(for state: ComponentStatus.State, in language: Language) -> String {
        switch (state, language) {
        case (.stopped, .english): "○ stopped"
        case (.starting, .english): "◐ starting"
        case (.ready, .english): "● ready"
        case (.failed, .english): "✗ failed"
        case (.stopping, .english): "◐ stopping"
        case (.stopped, .chinese): "○ 已停止"
        case (.starting, .chinese): "◐ 启动中"
        case (.ready, .chinese): "● 就绪"
        case (.failed, .chinese): "✗ 失败"
        case (.stopping, .chinese): "◐ 停止中"
        }
    }
}
