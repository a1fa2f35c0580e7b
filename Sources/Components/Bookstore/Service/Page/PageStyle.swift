/// The look of the web page: system fonts, light and dark, one column on a phone.
enum PageStyle {
    static let text = #"""
        :root { color-scheme: light dark; --ink: #1d2733; --dim: #5b6776; --line: #d9e0e8;
          --paper: #f6f8fb; --card: #ffffff; --accent: #0f6d8c; --on-accent: #ffffff;
          --good: #17694a; --bad: #a32a2a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --dim: #9aa7b6;
          --line: #2e3947; --paper: #12171e; --card: #1a222c; --accent: #58b8d6;
          --on-accent: #08222c; --good: #6bd0a4; --bad: #ff9a92; } }
        * { box-sizing: border-box; }
        body { margin: 0; color: var(--ink); background: var(--paper);
          font: 16px/1.5 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        header { position: sticky; top: 0; z-index: 1; background: var(--card);
          border-bottom: 1px solid var(--line); }
        .bar, main { max-width: 60rem; margin: 0 auto; padding: .75rem 1rem; }
        .bar { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; }
        h1 { font-size: 1.2rem; margin: 0; letter-spacing: .01em; }
        .push { margin-left: auto; }
        .label { color: var(--dim); font-size: .875rem; }
        .balance strong { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
        button { font: inherit; color: var(--ink); background: transparent;
          border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .8rem;
          min-height: 2.5rem; cursor: pointer; }
        button:hover { border-color: var(--accent); }
        button:disabled { opacity: .45; cursor: default; }
        button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent);
          font-weight: 600; }
        button.main { background: var(--accent); border-color: var(--accent);
          color: var(--on-accent); font-weight: 600; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .tools { display: flex; gap: .5rem; align-items: center; padding-bottom: .75rem; }
        ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
        .book { display: grid; grid-template-columns: 4.5rem 1fr auto; gap: .25rem 1rem;
          background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
          padding: 1rem; }
        .cover { grid-row: 1 / span 3; width: 4.5rem; height: 6rem; border-radius: .3rem;
          color: #fff; display: flex; align-items: end; padding: .4rem; font-size: .8rem;
          font-variant-numeric: tabular-nums; background: #35546b;
          box-shadow: inset .4rem 0 0 rgba(0, 0, 0, .2); }
        .cover-00001 { background: #1f5f8b; } .cover-00002 { background: #00809d; }
        .cover-00003 { background: #4b7a2f; } .cover-00004 { background: #8a6a12; }
        .cover-00005 { background: #7a4a8c; }
        h2 { font-size: 1.05rem; margin: 0; }
        .about { color: var(--dim); margin: 0; font-size: .9rem; }
        .about.wide { grid-column: 2 / -1; }
        .price { font-size: 1.15rem; font-weight: 600; text-align: right; white-space: nowrap;
          font-variant-numeric: tabular-nums; }
        .facts { color: var(--dim); font-size: .9rem; text-align: right; white-space: nowrap; }
        .facts b { color: var(--ink); font-variant-numeric: tabular-nums; }
        .order { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: .5rem;
          align-items: center; }
        .order input { font: inherit; width: 5.5rem; min-height: 2.5rem; text-align: center;
          color: inherit; background: transparent; border: 1px solid var(--line);
          border-radius: .5rem; }
        .step { width: 2.5rem; padding: 0; font-size: 1.2rem; }
        .note { flex: 1 1 14rem; }
        .note:empty { flex-basis: 0; }
        .good { color: var(--good); } .bad { color: var(--bad); }
        dialog { border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem;
          color: var(--ink); background: var(--card); max-width: 28rem; }
        dialog::backdrop { background: rgba(8, 16, 24, .5); }
        dialog .total { font-size: 1.4rem; font-weight: 600; margin: .25rem 0 1rem; }
        dialog .row { display: flex; gap: .5rem; justify-content: flex-end; }
        @media (max-width: 40rem) { .book { grid-template-columns: 1fr auto; }
          .cover { display: none; }
          .order, .facts, .about, .about.wide { grid-column: 1 / -1; }
          .facts { text-align: left; } }
        """#
}
