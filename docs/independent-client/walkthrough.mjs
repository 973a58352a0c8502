// The first exchange from end to end, by a client written from docs/protocol.md alone. How it is called: --help.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as comity from './comity.mjs';
import { must } from './comity.mjs';
import { selftest } from './selftest.mjs';

const USAGE = `The first exchange from end to end, by a client written from docs/protocol.md alone.

  node walkthrough.mjs [--node ADDRESS] [--keys FOLDER] [--issuer CODE] [--asker CODE] [--centre CODE] [--again]
  node walkthrough.mjs --selftest FOLDER

  --node ADDRESS     a node in sandbox mode (http://localhost:9080)
  --keys FOLDER      the entities' private keys, CODE.jwk.json each (data/sandbox/keys)
  --issuer CODE      who publishes a record (UNICEF)
  --asker CODE       who asks for it, and signs an agreement with the issuer (WFP)
  --centre CODE      who asks for the asker, under a mandate (UNDP)
  --again            the two have an agreement already: leaves out the refusal without one
  --selftest FOLDER  checks the protocol's worked examples (docs/protocol-examples), without a node
  --help             says this

Exits with 0 if every check passed, 1 at the first that fails, 2 if it is called otherwise than above.`;

function given() {
  try {
    return parseArgs({
      options: {
        node: { type: 'string', default: 'http://localhost:9080' },
        keys: { type: 'string', default: 'data/sandbox/keys' },
        issuer: { type: 'string', default: 'UNICEF' },
        asker: { type: 'string', default: 'WFP' },
        centre: { type: 'string', default: 'UNDP' },
        again: { type: 'boolean', default: false },
        selftest: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (wrong) {
    console.error(`${wrong.message}\n\n${USAGE}`);
    return process.exit(2);
  }
}

const options = given();
const say = sentence => console.log(sentence);
const step = title => say(`\n${title}`);
const done = sentence => say(`  ✓ ${sentence}`);

/** A node, seen by one that knows its address only. */
class Node {
  async discover(address) {
    this.address = address.replace(/\/$/, '');
    this.info = await this.open('/.well-known/comity');
    this.keys = (await this.open('/.well-known/jwks.json')).keys;
    this.keys.forEach(key => must(key.kid === comity.thumbprint(key), "a kid is not its key's thumbprint"));
    return this;
  }

  /** Unsigned and public. */
  async open(path) {
    const response = await comity.send(path.startsWith('http') ? path : this.address + path, 'GET', {});
    must(response.status === 200, `${path} answers ${response.status}`);
    return /json/.test(response.headers['content-type']) ? JSON.parse(response.content) : response.content.toString();
  }

  get log() {
    return [this.info.log.origin, this.info.log.verifierKeys];
  }
}

/** An entity that signs its requests and verifies the answers. */
class Entity {
  constructor(node, code, folder) {
    const file = JSON.parse(readFileSync(join(folder, `${code}.jwk.json`), 'utf8'));
    Object.assign(this, { node, code, identifier: file.identifier });
    this.key = use => file.keys.find(key => key['comity:uses'].includes(use)) ?? must(false, `${code} has no key for ${use}`);
  }

  async call(method, target, body, more = {}) {
    const [path, query = ''] = target.split('?');
    const content = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
    const headers = { host: this.node.info.authority, ...more };
    if (method === 'POST') {
      Object.assign(headers, { 'content-digest': comity.contentDigest(content), 'idempotency-key': comity.uuid7() });
      headers['content-length'] = String(content.length);
      if (content.length) headers['content-type'] = 'application/json';
    }
    const request = { method, authority: this.node.info.authority, path, query, headers };
    comity.signRequest(request, this.key('http'));
    const response = await comity.send(this.node.address + target, method, headers, content);
    must('signature' in response.headers, `${method} ${path}: an unsigned ${response.status}: ${response.content}`);
    const created = comity.verifyResponse(response, request, this.node.keys);
    must(Math.abs(created - Date.now() / 1000) < 60, "the response's time is not now");
    const isJson = /json/.test(response.headers['content-type']);
    return { status: response.status, body: isJson ? JSON.parse(response.content) : response.content };
  }

  async get(target) {
    const { status, body } = await this.call('GET', target);
    must(status === 200, `GET ${target} answers ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async post(path, body, expected) {
    const answer = await this.call('POST', path, body, { prefer: 'wait=5' });
    must(answer.status === expected, `POST ${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The proof that came along, or the one that is fetched. */
  async proof(entry, brought) {
    if (brought) return brought;
    for (let tries = 0; tries < 20; tries++) {
      const { status, body } = await this.call('GET', `/log/proof?leaf=${comity.encode(comity.leafOf(entry))}`, undefined, { prefer: 'wait=5' });
      if (status === 200) return body.toString();
    }
    return must(false, 'the log does not show an entry');
  }

  /** Receipt, opening and proof of what was done; the receipt's claims, what it opens, and the checkpoint. */
  async verifyLogged(answer, kind) {
    const claims = comity.verifyReceipt(answer.receipt, answer.entry, this.node.keys);
    must(claims.kind === kind, `the receipt is of a ${claims.kind}`);
    const opened = comity.open(answer.entry, answer.opening);
    const checkpoint = comity.verifyProof(await this.proof(answer.entry, answer.proof), answer.entry, ...this.node.log);
    return { claims, opened, checkpoint };
  }
}

const person = () => ({
  familyName: 'Wanjiru', givenNames: 'Achieng', birthDate: '1988-04-12',
  documents: [{ type: 'passport', issuer: 'KEN', number: `AK${randomInt(10 ** 8, 10 ** 9)}` }],
});

function verification(subject) {
  const evidenceDigest = `sha-256:${comity.digest('the evidence stays with its issuer')}`;
  const check = (id, method, sourceKind, more) => ({ id, method, sourceKind, performedAt: today(-30), ...more });
  return {
    subject,
    elements: {
      misconduct: [check('m1', 'database-match', 'non-public-database', { scope: ['sexual-harassment'], outcome: 'no_match', evidenceDigest })],
      academic: [check('a1', 'institution-enquiry', 'institution', {
        institution: { name: 'Ridge Valley University', country: 'KEN' }, qualification: 'Master of Public Health', outcome: 'verified', evidenceDigest })],
      employment: [check('e1', 'employer-enquiry', 'employer', {
        employer: { name: 'Lakeside Relief Network', country: 'UGA' }, from: '2013-02-01', to: '2018-06-30', outcome: 'verified', evidenceDigest })],
    },
  };
}

const today = (days = 0) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const isOwn = pointer => /^\/(subject|elements|elements\/(misconduct|academic|employment|suitability))$/.test(pointer);

async function walkthrough() {
  step('1. Discovery');
  const node = await new Node().discover(options.node);
  const unicef = new Entity(node, options.issuer, options.keys);
  const wfp = new Entity(node, options.asker, options.keys);
  const centre = new Entity(node, options.centre, options.keys);
  for (const entity of [unicef, wfp, centre]) {
    const shown = await node.open(`/api/v1/entities/${entity.code}`);
    entity.keySet = (await node.open(`/api/v1/entities/${entity.code}/jwks.json`)).keys;
    must(shown.identifier === entity.identifier, `${entity.code} is another`);
    must(entity.keySet.some(key => key.kid === comity.thumbprint(entity.key('http'))), `${entity.code}'s key is not registered`);
  }
  done(`${node.info.name} ${node.info.version}, log ${node.info.log.origin}, ${unicef.code}, ${wfp.code} and ${centre.code} with their keys`);

  step(`2. ${unicef.code} publishes a verification`);
  const place = (await unicef.post('/api/v1/status-lists/places', { count: 1 }, 201)).items[0];
  const subject = person();
  const claims = {
    iss: unicef.identifier, jti: comity.uuid7(), iat: Math.floor(Date.now() / 1000),
    vct: 'urn:comity:type:background-verification:1', status: { status_list: { idx: place.idx, uri: place.uri } },
  };
  const sdJwt = comity.issue(unicef.key('record'), claims, verification(subject), isOwn);
  const published = await unicef.post('/api/v1/records', { sdJwt }, 201);
  const first = await unicef.verifyLogged(published, 'publication');
  must(published.id === claims.jti && first.claims.disclosureDigest === comity.digest(sdJwt.split('~')[0]), 'the receipt is of another record');
  done(`record ${published.id}, place ${place.idx} of its status list, entry ${first.checkpoint.index} of the log`);

  step(`3. ${wfp.code} asks without an agreement`);
  const question = {
    type: 'background-verification', purpose: 'recruitment', legalBasis: 'consent',
    consent: { reference: 'C-2026-118', purposes: ['recruitment'], recipients: [wfp.code], givenAt: new Date(Date.now() - 86_400_000).toISOString() },
    subject, from: [unicef.code],
  };
  if (options.again) {
    done('left out: the two have an agreement already');
  } else {
    const refusal = await wfp.post('/api/v1/exchanges', question, 403);
    must(refusal.type.endsWith('/problems/exchange-refused'), `the problem is ${refusal.type}`);
    const { decision, ...refused } = refusal.answers[0];
    const { claims: kept } = await wfp.verifyLogged(refused, 'decision');
    must(decision.why === 'no-agreement-in-force' && kept.asker === wfp.code && kept.asked === unicef.code, 'refused for another reason');
    done(`refused: ${decision.why} (${decision.clause}), with a receipt`);
  }

  step('4. The two sign an agreement');
  const terms = {
    title: 'Reuse of background verifications', area: 'human-resources', parties: [unicef.code, wfp.code],
    recordTypes: ['background-verification'], purposes: ['recruitment'],
    categories: [{ name: 'credentials and employment', pointers: ['/subject', '/elements/academic', '/elements/employment'],
      ceiling: 'confidential', legalBases: ['consent'] }],
    retention: 'P1Y', onwardSharing: 'prohibited', commercialUse: 'prohibited', reidentification: 'prohibited',
    breachNoticeHours: 72, accession: 'closed', term: { from: today(-1), until: today(365) },
  };
  const draft = await unicef.post('/api/v1/agreements', terms, 201);
  for (const entity of [unicef, wfp]) {
    const read = await entity.get(`/api/v1/agreements/${draft.id}`);
    must(comity.digest(comity.jcs(read.terms)) === draft.termsDigest, 'the digest is not that of the terms');
    const act = comity.signJws(entity.key('agreement'), 'comity-act+jwt', {
      agreement: draft.id, version: draft.version, termsDigest: draft.termsDigest, act: 'sign', entity: entity.code,
      signatory: 'The Director of Human Resources', iat: Math.floor(Date.now() / 1000), jti: comity.uuid7(),
    });
    const signed = await entity.post(`/api/v1/agreements/${draft.id}/acts`, { act }, 201);
    const { opened } = await entity.verifyLogged(signed, 'act');
    must(opened.jws === act, 'the log holds another act');
    done(`${entity.code} signed; the agreement is ${signed.state}`);
  }

  step(`5. ${wfp.code} asks again`);
  const asked = await wfp.post('/api/v1/exchanges', question, 200);
  const answer = asked.answers.find(each => each.issuer === unicef.code);
  const disclosed = answer.records.find(each => each.id === claims.jti);
  must(disclosed, 'the record is not in the answer');
  answer.decision.withheld.forEach(each => say(`  – withheld ${each.pointer}: ${each.why} (${each.clause})`));
  const logged = await wfp.verifyLogged(answer, 'exchange');
  must(logged.claims.disclosureDigest === comity.digest(comity.jcs(answer.records.map(each => each.sdJwt))), 'the receipt is for another disclosure');
  must(comity.jcs(logged.opened.decision) === comity.jcs(answer.decision), 'the log holds another decision');
  must(logged.claims.agreement.termsDigest === logged.opened.termsDigest, 'the receipt names other terms');
  done(`receipt, opening and proof: entry ${logged.checkpoint.index}, ${disclosed.obligations.retainUntil} the last day to keep it`);

  step('6. What a receiver checks');
  const record = comity.verifySdJwt(disclosed.sdJwt, unicef.keySet);
  must(record.key.uses.includes('record') && record.claims.iss === unicef.identifier && record.claims.vct === claims.vct && !record.claims.act, 'another issuer, key or type');
  must(Object.keys(record.content.elements).sort().join() === 'academic,employment', `disclosed: ${Object.keys(record.content.elements)}`);
  done(`${unicef.code}'s signature over what was disclosed: academic and employment`);
  const { entry, opening } = disclosed.publication;
  const publication = comity.open(entry, opening);
  const shownAt = comity.verifyProof(await wfp.proof(entry, disclosed.publication.proof), entry, ...node.log);
  must(publication.digest === record.digest && publication.record === record.claims.jti && publication.key === record.key.kid
    && publication.issuer === unicef.code && !publication.centre && publication.type === record.claims.vct, 'the publication is of another record');
  const key = unicef.keySet.find(each => each.kid === record.key.kid);
  const within = (at, one) => at >= Date.parse(one.nbf) && !['exp', 'revokedAt', 'compromisedSince'].some(end => one[end] && at >= Date.parse(one[end]));
  must(within(Date.parse(entry.at), key), 'the key was not valid at the publication');
  done(`its publication is entry ${shownAt.index} of the log, inside the key's validity`);
  const keyEntries = (await entries(wfp, shownAt)).filter(each => each.kind === 'key' && each.members.thumbprint === key.kid);
  must(keyEntries.length > 0 && keyEntries.every(each => each.members.entity === unicef.code && within(Date.parse(entry.at), each.members)),
    "the log does not show the issuer's key");
  done("the log holds the key's registration in clear, under the same root");
  must(comity.statusAt(await node.open(place.uri), place, node.keys, Date.now() / 1000) === 'valid', 'the record is not valid');
  must(comity.jcs(record.content.subject) === comity.jcs(subject), 'another subject');
  done('the status list says valid, and the subject is the one asked about');
  const parts = disclosed.sdJwt.split('~');
  const forged = [...parts.slice(0, -2), comity.encode(Buffer.from(comity.decode(parts.at(-2)).toString().replace('verified', 'verifled'))), ''].join('~');
  let caught = false;
  try { comity.verifySdJwt(forged, unicef.keySet); } catch { caught = true; }
  must(caught, 'a changed disclosure is not noticed');
  done('a changed disclosure is noticed');

  step(`7. ${centre.code}, a service centre, asks for ${wfp.code}`);
  const lets = { client: wfp.code, centre: centre.code, recordTypes: ['background-verification'], acts: ['ask'], term: { from: today(-1), until: today(365) } };
  const mandate = await centre.post('/api/v1/mandates', lets, 201);
  must(comity.digest(comity.jcs(lets)) === mandate.termsDigest, 'the digest is not that of the terms');
  const actOn = async kind => {
    const act = comity.signJws(wfp.key('agreement'), 'comity-act+jwt', {
      mandate: mandate.id, termsDigest: mandate.termsDigest, act: kind, entity: wfp.code,
      signatory: 'The Director of Human Resources', iat: Math.floor(Date.now() / 1000), jti: comity.uuid7(),
    });
    const acted = await wfp.post(`/api/v1/mandates/${mandate.id}/acts`, { act }, 201);
    const { opened } = await wfp.verifyLogged(acted, 'act');
    must(opened.jws === act && opened.mandate === mandate.id, 'the log holds another act');
    done(`${wfp.code}: ${acted.state}`);
  };
  const forClient = { ...question, onBehalfOf: wfp.code };
  const unmandated = await centre.post('/api/v1/exchanges', forClient, 403);
  must(unmandated.type.endsWith('/problems/mandate-missing'), `the problem is ${unmandated.type}`);
  await actOn('grant');
  const through = await centre.post('/api/v1/exchanges', forClient, 200);
  const toCentre = through.answers.find(each => each.issuer === unicef.code);
  const named = await centre.verifyLogged(toCentre, 'exchange');
  for (const says of [named.claims, named.opened]) {
    must(says.asker === wfp.code && says.centre === centre.code && says.mandate === mandate.id, 'not both are named');
  }
  must(toCentre.records.some(each => each.id === claims.jti), 'the record is not in the answer');
  done('answered under the agreement of its client; receipt and log name both, and the mandate');
  must((await wfp.get(`/api/v1/exchanges/${through.exchange}`)).request.centre === centre.code, 'the client does not see who asked');
  must((await centre.call('GET', `/api/v1/exchanges/${through.exchange}`)).status === 404, 'the centre has it as its own');
  must((await centre.get(`/api/v1/exchanges/${through.exchange}?onBehalfOf=${wfp.code}`)).exchange === through.exchange, 'the centre does not see it');
  await actOn('revoke');
  for (const target of ['/api/v1/exchanges', '/api/v1/decisions']) {
    const { subject: nobody, ...rehearsal } = forClient;
    const after = await centre.post(target, target.endsWith('decisions') ? rehearsal : forClient, 403);
    must(after.type.endsWith('/problems/mandate-missing'), `the problem is ${after.type}`);
  }
  must((await centre.call('GET', `/api/v1/exchanges/${through.exchange}?onBehalfOf=${wfp.code}`)).status === 403, 'the centre still sees it');
  done('the next request is refused');

  step(`8. ${unicef.code} withdraws the record: the diploma was forged`);
  const change = await unicef.post(`/api/v1/records/${claims.jti}/status`, { status: 'withdrawn', reasonCode: 'falsified', note: 'The institution disowns it.', changed: ['a1'] }, 200);
  const withdrawn = await unicef.verifyLogged(change, 'status');
  done(`${change.status} at ${change.at}, entry ${withdrawn.checkpoint.index}`);

  step(`9. ${wfp.code} is told, acknowledges, and sees the status`);
  let notice;
  for (let cursor = '', tries = 0; !notice && tries < 200; tries++) {
    const page = await wfp.get(`/api/v1/notices?wait=10${cursor && `&after=${cursor}`}`);
    notice = page.items.find(each => each.kind === 'record-status' && each.record === claims.jti);
    cursor = page.next;
  }
  must(notice?.status === 'withdrawn' && notice.reasonCode === 'falsified' && notice.changed.join() === 'a1' && !('note' in notice), 'the notice is not as it must be');
  done(`notice ${notice.id}: ${notice.status}, ${notice.reasonCode}, about ${notice.changed}`);
  const closed = await wfp.post(`/api/v1/notices/${notice.id}/acknowledgement`, undefined, 200);
  const told = (await unicef.get(`/api/v1/records/${claims.jti}`)).notices.find(each => each.recipient === wfp.code);
  must(closed.acknowledgedAt && told.acknowledgedAt === closed.acknowledgedAt, 'the issuer does not see the acknowledgement');
  done(`acknowledged at ${closed.acknowledgedAt}, as ${unicef.code} sees`);
  must(comity.statusAt(await node.open(place.uri), place, node.keys, Date.now() / 1000) === 'withdrawn', 'the list does not say so');
  done('the status list says withdrawn');
  const later = await wfp.get(`/api/v1/exchanges/${asked.exchange}`);
  must(!later.answers[0].records.some(each => each.sdJwt), 'a withdrawn record is shown again');
  done('the exchange is still there, its content no longer');
  const { proof } = await wfp.get(`/log/consistency?from=${first.checkpoint.size}&to=${withdrawn.checkpoint.size}`);
  comity.verifyConsistency(first.checkpoint, withdrawn.checkpoint, proof.map(each => Buffer.from(each, 'base64')));
  done(`the log grew from ${first.checkpoint.size} to ${withdrawn.checkpoint.size} entries and was not rewritten`);
}

/** All leaves under a checkpoint, which are its root's. */
async function entries(reader, { size, root }) {
  const leaves = [];
  for (let n = 0; n * 256 < size; n++) {
    const width = Math.min(256, size - n * 256);
    leaves.push(...comity.bundle(await reader.get(`/log/tile/entries/${comity.tilePath(n)}${width < 256 ? `.p/${width}` : ''}`)));
  }
  const hashes = leaves.map(leaf => comity.sha256(Buffer.from([0]), leaf));
  must(leaves.length === size && comity.rootOf(hashes).equals(root), "the entries are not the checkpoint's");
  return leaves.map(leaf => JSON.parse(leaf));
}

try {
  if (options.help) say(USAGE);
  else if (options.selftest) selftest(options.selftest, say);
  else await walkthrough();
  if (!options.help) say('\nAll checks passed.');
} catch (broken) {
  console.error(`\nFAILED: ${broken.message}`);
  if (!(broken instanceof comity.Broken)) console.error(broken.stack);
  process.exitCode = 1;
}
