/// Words for the keys of the screen of global transactions, and for breaking them.
extension KeyWords {
    static func chinese(_ topic: KeyTopic.Transacting) -> Text {
        switch topic {
        case .transaction: Text("选择", "选择全局事务")
        case .part: Text("切换", "看过程、undo_log 还是报文")
        case .force: Text("强制", "有脏数据时：强制撤销，覆盖别人的修改，先确认")
        case .keepRows: Text("保留", "有脏数据时：保留现在的数据，先确认")
        case .skipRows: Text("跳过", "有脏数据时：只撤销没人动过的行，先确认")
        case .breakThings: Text("破坏", "选一个组件和位置搞破坏")
        case .copyName: Text("复制", "复制 xid")
        case .copyText: Text("复制", "复制屏幕上这个事务的全文")
        case .toList: Text("列表", "回到事务列表")
        case .target: Text("选择", "选择组件，或它的一个位置")
        case .kill: Text("杀掉", "在这里 kill -9；选组件时立即执行，先确认")
        case .pause: Text("暂停", "在这里暂停（SIGSTOP）")
        case .resume: Text("恢复", "让暂停的组件继续（SIGCONT）")
        case .drop: Text("丢弃", "丢掉这里要发出的回答")
        case .duplicate: Text("重复", "这里要做的事做两遍")
        case .slow: Text("变慢", "在这里多花 7 秒")
        case .fillDisk: Text("写满", "让组件的磁盘写满，h 修复")
        case .heal: Text("修复", "取消所有设好的故障，归还磁盘")
        case .leaveBreaking: Text("返回", "回到事务")
        }
    }

    static func english(_ topic: KeyTopic.Transacting) -> Text {
        switch topic {
        case .transaction: Text("choose", "choose a global transaction")
        case .part: Text("part", "its story, its undo_log, or its frames on the wire")
        case .force:
            Text("force", "of dirty rows: undo by force, over what others wrote; asks first")
        case .keepRows: Text("keep", "of dirty rows: keep them as they are; asks first")
        case .skipRows:
            Text("skip", "of dirty rows: undo only those that nobody touched; asks first")
        case .breakThings: Text("break", "choose a component and a point to break")
        case .copyName: Text("copy", "copy the xid")
        case .copyText: Text("copy", "copy all that is shown of the transaction")
        case .toList: Text("list", "back to the list of transactions")
        case .target: Text("choose", "choose a component, or a point of it")
        case .kill: Text("kill", "kill -9 here; of a whole component at once, after a question")
        case .pause: Text("pause", "pause here (SIGSTOP)")
        case .resume: Text("resume", "let a paused component go on (SIGCONT)")
        case .drop: Text("drop", "drop what would be answered here")
        case .duplicate: Text("twice", "do twice what is done here")
        case .slow: Text("slow", "take seven seconds longer here")
        case .fillDisk: Text("full", "fill the component's disk; h gives it back")
        case .heal: Text("heal", "disarm everything, and give the disks back")
        case .leaveBreaking: Text("back", "back to the transactions")
        }
    }
}
