/** HTML that is already safe to put into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | null | false | readonly Html[]

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

function put(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map((one: Html) => one.text).join('')
  return escape(String(part))
}

/** Template tag: everything put in is escaped unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.reduce(
      (text, string, index) => text + string + (index < parts.length ? put(parts[index] as Part) : ''),
      '',
    ),
  )
}

const STYLE = `
:root{--ink:#10242b;--muted:#55666b;--primary:#0b6e6e;--dark:#084f50;--tint:#e3f1ef;--amber:#9a6200;--red:#b02e25;--green:#2a743a;--paper:#f6f5f1;--line:#e3e1da}
*{box-sizing:border-box}html{font:17px/1.5 "Plus Jakarta Sans",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0}main{max-width:640px;margin:0 auto;padding:16px 16px 48px}header.top{background:var(--dark);color:#fff}
header.top div{max-width:640px;margin:0 auto;padding:14px 16px;display:flex;gap:12px;align-items:center}
.mark{width:40px;height:40px;border-radius:10px;background:#fff;color:var(--dark);display:grid;place-items:center;font-weight:800;font-size:13px;letter-spacing:.02em;flex:none}
header.top strong{display:block;line-height:1.25}header.top span{font-size:14px;opacity:.85}
h1{font-size:1.35rem;line-height:1.25;margin:20px 0 4px;letter-spacing:-.01em}h2{font-size:1.05rem;margin:0 0 10px}
.card{background:#fff;border:1px solid var(--line);border-radius:10px;padding:18px;margin:14px 0}
.muted{color:var(--muted)}.small{font-size:.9rem}dl{margin:0;display:grid;grid-template-columns:minmax(96px,auto) 1fr;gap:6px 16px}dt{color:var(--muted);font-size:.92rem}dd{margin:0;font-weight:600}
.badge{display:inline-block;border-radius:999px;padding:2px 12px;font-size:.88rem;font-weight:700;background:var(--tint);color:var(--dark)}
.badge.good{background:#e2f2e5;color:var(--green)}.badge.bad{background:#fbe6e4;color:var(--red)}.badge.wait{background:#fdf1dc;color:var(--amber)}
.sum{font-size:1.7rem;font-weight:800;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
ol.steps{list-style:none;margin:14px 0 0;padding:0;display:grid;grid-template-columns:repeat(4,1fr);gap:6px;font-size:.8rem}
ol.steps li{border-top:4px solid var(--line);padding-top:6px;color:var(--muted)}ol.steps li.done{border-color:var(--primary);color:var(--ink)}ol.steps li[aria-current]{font-weight:700;color:var(--dark)}
label,legend{font-weight:600;display:block;margin:14px 0 6px;padding:0}input[type=text],input[type=file],textarea{width:100%;font:inherit;color:inherit;padding:11px 12px;border:1px solid #8c9a9c;border-radius:10px;background:#fff}
textarea{min-height:96px}fieldset{border:0;margin:0;padding:0}.stars{display:grid;grid-template-columns:repeat(5,1fr);gap:8px}
.stars label{margin:0;text-align:center;cursor:pointer}.stars input{position:absolute;opacity:0}.stars span{display:block;border:1px solid #8c9a9c;border-radius:10px;padding:10px 0;font-size:1.2rem;font-weight:700}
.stars small{display:block;font-weight:500;font-size:.68rem;line-height:1.2;margin-top:4px;color:var(--muted)}.stars input:checked+span{background:var(--primary);border-color:var(--primary);color:#fff}
.stars input:focus-visible+span,a:focus-visible,button:focus-visible,input:focus-visible,textarea:focus-visible{outline:3px solid #e59a12;outline-offset:2px}
button,.button{display:block;width:100%;border:0;border-radius:10px;background:var(--primary);color:#fff;font:inherit;font-weight:700;padding:14px;margin-top:16px;text-align:center;text-decoration:none;cursor:pointer}
.button.second{background:#fff;color:var(--dark);border:1.5px solid var(--primary)}a{color:var(--dark)}
.note{border-radius:10px;padding:12px 14px;margin:14px 0;background:var(--tint)}.note.bad{background:#fbe6e4}.big{font-size:2.4rem;line-height:1}
@media(prefers-color-scheme:dark){:root{--ink:#e8efee;--muted:#a3b4b6;--primary:#1a9b97;--dark:#0a3b3d;--tint:#163a3b;--paper:#0e1a1d;--line:#29393d;--green:#8fd6a0;--red:#ff9d94;--amber:#f0c46a}
.card,input[type=text],input[type=file],textarea{background:#15262a}a{color:#7fd0cc}.badge{color:#bfe7e4}.badge.good{background:#143722;color:var(--green)}.badge.bad,.note.bad{background:#43201d;color:#ffd2cd}.badge.wait{background:#3a2d10;color:var(--amber)}
.button.second{background:transparent;color:#bfe7e4}.mark{color:#084f50}ol.steps li[aria-current]{color:#bfe7e4}button,.button{color:#04211f}.stars input:checked+span{color:#04211f}}
`

/** A whole page for people without an account: light, without scripts, readable on any phone. */
export function webPage(options: {
  language: string
  title: string
  company: { name: string; code: string; line: string }
  body: Html
}): string {
  return `<!doctype html>${
    html`<html lang="${options.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>${options.title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header class="top">
          <div>
            <span class="mark" aria-hidden="true">${options.company.code.slice(0, 4)}</span>
            <p style="margin:0">
              <strong>${options.company.name}</strong><span>${options.company.line}</span>
            </p>
          </div>
        </header>
        <main>${options.body}</main>
      </body>
    </html>`.text
  }`
}
