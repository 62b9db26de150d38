/** A Chromium for the tests and the bench: the one named, one that is here, or one that is put here. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { exclusively } from './bootstrap/exclusive.mjs'
import { BROWSER_SOURCES } from './install-browser'
import { ROOT, runProgram } from './tools'

const MEMORY_FILE = join(ROOT, '.local', 'browser.json')
/** The shell first: the same engine without the windows, tabs and bars of a browser, so tests take two thirds of the time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
]
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
]

/** A browser that runs on this machine. */
export interface Browser {
  path: string
  /** What it says of itself: "Chromium 156.0.8078.73". */
  version: string
}

/**
 * The browser to use: `MIND_CHROMIUM` when set (and then no other), the one found last time, one on this machine, else
 * one installed without asking. Rejects with one sentence for people when there is none to be had.
 */
export async function findBrowser(say: (line: string) => void): Promise<Browser> {
  const named = process.env.MIND_CHROMIUM
  if (named) {
    const browser = await tryBrowser(named)
    if (browser) return browser
    throw new Error(`MIND_CHROMIUM names ${named}, which does not run on this machine.`)
  }
  return exclusively(
    'browser',
    () => say('Another command is looking for a browser; waiting for it.'),
    async () => {
      const remembered = readMemory()
      const browser = (await tryBrowser(remembered)) ?? (await findInstalled()) ?? (await install(say))
      mkdirSync(dirname(MEMORY_FILE), { recursive: true })
      writeFileSync(MEMORY_FILE, `${JSON.stringify(browser, null, 2)}\n`)
      return browser
    },
  )
}

async function findInstalled(): Promise<Browser | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES.filter((place) => !isProgram(place))]
  const inFolders = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  const candidates = [...inFolders, ...USUAL_PLACES.filter(isProgram), await playwrightsOwn()]
  for (const path of new Set(candidates)) {
    const browser = await tryBrowser(path)
    if (browser) return browser
  }
  return undefined
}

async function install(say: (line: string) => void): Promise<Browser> {
  const tried: string[] = []
  for (const source of BROWSER_SOURCES) {
    if (!source.suits()) continue
    say(`No Chrome or Chromium was found; installing ${source.name}.`)
    const path = (await source.install()) ?? (await playwrightsOwn())
    const browser = await tryBrowser(path)
    if (browser) return browser
    tried.push(source.name)
  }
  throw new Error(
    `No Chrome or Chromium was found, and none could be installed (tried ${tried.join(', ')}). Install Chromium, or set MIND_CHROMIUM to one.`,
  )
}

async function tryBrowser(path: string | undefined): Promise<Browser | undefined> {
  if (path === undefined || !existsSync(path)) return undefined
  const { ok, tail } = await runProgram(path, ['--version'])
  const version = tail.find((line) => /\d+\.\d+\.\d+/.test(line))
  return ok && version ? { path, version: version.trim() } : undefined
}

/** Where Playwright keeps the browser of its own download; it need not be there. */
async function playwrightsOwn(): Promise<string> {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

function readMemory(): string | undefined {
  try {
    const memory: unknown = JSON.parse(readFileSync(MEMORY_FILE, 'utf8'))
    const path = typeof memory === 'object' && memory !== null && 'path' in memory ? memory.path : undefined
    return typeof path === 'string' ? path : undefined
  } catch {
    return undefined
  }
}

function isProgram(place: string): boolean {
  return /(\.exe|MacOS\/[^/]+)$/.test(place)
}
