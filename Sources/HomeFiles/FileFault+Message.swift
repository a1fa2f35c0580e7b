public import Wire

extension FileFault {
    /// What is wrong and what to do about it, in one or two sentences.
    public func message(in language: Language) -> String {
        language == .chinese ? chinese : english
    }

    private var english: String {
        switch self {
        case .unreadable(let reason): "cannot read the file: \(reason)"
        case .notText: "the file is not UTF-8 text; save it as UTF-8"
        case .empty: "the file is empty; `workshop lab reset` brings back what it held at first"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes; shorten it"
        case .tooDeep: "brackets or lists are nested too deep; settings need at most three levels"
        case .syntax(let fault): fault.english
        case .duplicateKey(let key): "the key `\(key)` stands twice; remove one of them"
        case .unknownKey(let key, let nearest, let known):
            "the key `\(key)` means nothing here; \(english(nearest, known))"
        case .missingKey(let key): "the key `\(key)` is missing; add it"
        case .wrongType(let key, let expected, let found):
            "`\(key)` must be \(expected.english), not \(found.english)"
        case .badPort(let text): "\"\(text)\" is no port; write a whole number from 0 to 65535"
        case .badAddress(let text):
            "\"\(text)\" is no address; write host:port, for instance 127.0.0.1:9600"
        case .badURL(let text):
            "\"\(text)\" is no URL; write http://host:port/path, for instance "
                + "http://127.0.0.1:9412/api/v2/spans"
        case .badUniqueID(let text):
            "\"\(text)\" is no unique id; use at most 32 letters, digits, _ and -"
        case .badName(let text):
            "\"\(text)\" is no application name; use 1 to 64 letters, digits, _, - and ."
        case .badInstances(let text):
            "\"\(text)\" instances are not possible; write a number from 1 to "
                + "\(AccountFile.instanceLimit)"
        case .unknownInterface(let name, let nearest, let known):
            "no interface \"\(name)\" can stand here; \(english(nearest, known))"
        case .duplicateInterface(let name):
            "\(name) stands twice in the list; remove one of them"
        case .unknownBinding(let name, let nearest, let known):
            "no binding \"\(name)\" can stand here; \(english(nearest, known))"
        case .unknownTransactionMode(let text):
            "\"\(text)\" is no kind of transactions; write off, at or tcc"
        case .unknownFence(let text): "\"\(text)\" is no fence; write on or off"
        case .missingInterface(let name): "\(name) must be in the list; add it"
        case .portTaken(let port, let other):
            "port \(port) is already used by \(other); choose another one"
        }
    }

    private var chinese: String {
        switch self {
        case .unreadable(let reason): "无法读取文件：\(reason)"
        case .notText: "文件不是 UTF-8 文本，请以 UTF-8 编码保存"
        case .empty: "文件是空的；用 `workshop lab reset` 可以恢复最初的内容"
        case .tooLarge(let limit): "文件超过 \(limit) 字节，请精简"
        case .tooDeep: "括号或列表嵌套过深，配置最多只需要三层"
        case .syntax(let fault): fault.chinese
        case .duplicateKey(let key): "键 `\(key)` 出现了两次，请删掉一个"
        case .unknownKey(let key, let nearest, let known):
            "这里没有 `\(key)` 这个键；\(chinese(nearest, known))"
        case .missingKey(let key): "缺少键 `\(key)`，请补上"
        case .wrongType(let key, let expected, let found):
            "`\(key)` 应当是\(expected.chinese)，而不是\(found.chinese)"
        case .badPort(let text): "“\(text)”不是端口，请写 0 到 65535 之间的整数"
        case .badAddress(let text): "“\(text)”不是地址，请写成 主机:端口，例如 127.0.0.1:9600"
        case .badURL(let text):
            "“\(text)”不是 URL，请写成 http://主机:端口/路径，例如 http://127.0.0.1:9412/api/v2/spans"
        case .badUniqueID(let text): "“\(text)”不能作为 uniqueId：最多 32 个字母、数字、_ 或 -"
        case .badName(let text): "“\(text)”不能作为应用名：1 到 64 个字母、数字、_、- 或 ."
        case .badInstances(let text):
            "实例数不能是“\(text)”，请写 1 到 \(AccountFile.instanceLimit) 之间的整数"
        case .unknownInterface(let name, let nearest, let known):
            "这里不能写接口“\(name)”；\(chinese(nearest, known))"
        case .duplicateInterface(let name): "列表里 \(name) 出现了两次，请删掉一个"
        case .unknownBinding(let name, let nearest, let known):
            "这里不能写绑定“\(name)”；\(chinese(nearest, known))"
        case .unknownFence(let text): "“\(text)”不是防护的写法，请写 on 或 off"
        case .unknownTransactionMode(let text): "“\(text)”不是一种事务模式，请写 off、at 或 tcc"
        case .missingInterface(let name): "列表里必须有 \(name)，请补上"
        case .portTaken(let port, let other): "端口 \(port) 已被 \(other) 占用，请换一个"
        }
    }

    private func english(_ nearest: String?, _ known: [String]) -> String {
        if let nearest { return "did you mean `\(nearest)`?" }
        return "possible: " + known.map { "`\($0)`" }.joined(separator: ", ")
    }

    private func chinese(_ nearest: String?, _ known: [String]) -> String {
        if let nearest { return "是不是想写 `\(nearest)`？" }
        return "可以写：" + known.map { "`\($0)`" }.joined(separator: "、")
    }
}

extension FileFault.ValueKind {
    fileprivate var english: String {
        switch self {
        case .nothing: "empty"
        case .text: "text"
        case .number: "a whole number"
        case .mapping: "`key: value` lines"
        case .list: "a list of `- item` lines"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .nothing: "空值"
        case .text: "文本"
        case .number: "整数"
        case .mapping: "“键: 值”的形式"
        case .list: "“- 项”的列表"
        }
    }
}

extension FileFault.SyntaxFault {
    fileprivate var english: String {
        switch self {
        case .tab: "a tab indents this line; use spaces"
        case .indentation:
            "this line does not fit the lines around it; check the spaces at its start and its "
                + "colons"
        case .colon: "a key without a colon; write `key: value`"
        case .quote: "a quote is not closed; add the closing one"
        case .bracket: "a bracket or brace is not closed; add the closing one"
        case .secondDocument: "a second document begins here; remove the `---` line"
        case .alias: "a `*name` without its `&name`; put the value in quotes if a star is meant"
        case .character: "a character that YAML does not allow; remove it"
        case .other(let text): "not YAML: \(text)"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .tab: "这一行用了制表符缩进，请改用空格"
        case .indentation: "这一行与上下文对不上，请检查行首的空格和冒号"
        case .colon: "键后面缺少冒号，请写成 `键: 值`"
        case .quote: "引号没有闭合，请补上"
        case .bracket: "括号没有闭合，请补上"
        case .secondDocument: "这里又开始了一个文档，请删掉 `---` 这一行"
        case .alias: "`*名字` 没有对应的 `&名字`；如果要写星号本身，请加引号"
        case .character: "含有 YAML 不允许的字符，请删掉"
        case .other(let text): "不是合法的 YAML：\(text)"
        }
    }
}
