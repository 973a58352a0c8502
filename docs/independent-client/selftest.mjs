// Checks the worked examples of docs/protocol.md, section 12.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as comity from './comity.mjs';
import { must } from './comity.mjs';

export function selftest(folder, say) {
  const file = name => readFileSync(join(folder, name), 'utf8');
  const line = name => file(name).replace(/\n$/, '');
  const json = name => JSON.parse(file(name));
  const keys = json('keys.json');
  const values = json('values.json');
  const is = (what, found, expected) => {
    must(found === expected, `${what}: ${found} and not ${expected}`);
    say(`${what} ✓`);
  };
  const publicOf = (name, purpose) => {
    const { d, ...shown } = keys[name];
    return { ...shown, purpose };
  };
  const node = ['message', 'receipt', 'status-list', 'log', 'cosignature'].map(each => publicOf(`node ${each}`, each));
  const fails = (what, work) => {
    try {
      work();
    } catch {
      say(`${what} is refused ✓`);
      return;
    }
    must(false, `${what} is not refused`);
  };
  const message = name => {
    const text = file(name);
    const end = text.indexOf('\n\n');
    const [start, ...lines] = text.slice(0, end).split('\n');
    const headers = Object.fromEntries(lines.map(each => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 2)]));
    return { start, headers, content: Buffer.from(text.slice(end + 2).replace(/\n$/, '')) };
  };

  for (const [name, key] of Object.entries(keys)) {
    is(`the thumbprint of ${name}`, comity.thumbprint(key), key.kid);
    is(`the seed of ${name}`, key.d, comity.encode(comity.sha256(`comity protocol example: ${name}`)));
  }

  const requests = ['request-get', 'request-post'].map(name => {
    const { start, headers, content } = message(`${name}.http`);
    const [method, target] = start.split(' ');
    const [path, query = ''] = target.split('?');
    const request = { method, authority: headers.host, path, query, headers, content };
    const input = comity.parseInput(headers['signature-input']);
    is(`the base of ${name}`, comity.requestBase(request, input).toString(), line(`${name}.base.txt`));
    is(`the signer of ${name}`, input.params.keyid, keys['WFP http'].kid);
    must(comity.verifies(keys['WFP http'], comity.requestBase(request, input), comity.parseSignature(headers.signature).octets), name);
    if (content.length) is(`the digest of ${name}`, headers['content-digest'], comity.contentDigest(content));
    return request;
  });
  const { start, headers, content } = message('response.http');
  const response = { status: Number(start.split(' ')[1]), headers, content };
  is('the base of the response', comity.responseBase(response, requests[1], comity.parseInput(headers['signature-input'])).toString(),
    line('response.base.txt'));
  comity.verifyResponse(response, requests[1], node);
  fails('the response to another request', () => comity.verifyResponse(response, requests[0], node));
  fails('a response with other content', () => comity.verifyResponse({ ...response, content: Buffer.from('{}') }, requests[1], node));

  const issuer = [publicOf('UNICEF record')];
  const record = comity.verifySdJwt(line('record.sd-jwt.txt'), issuer);
  is('the content of the record', comity.jcs(record.content), comity.jcs(json('record-content.json')));
  is('the digest of the record', record.digest, values.publicationDigest);
  for (const each of json('record-disclosures.json')) is(`the digest of ${each.pointer}`, comity.digest(each.disclosure), each.digest);
  const shown = comity.verifySdJwt(line('presentation.sd-jwt.txt'), issuer);
  is('what is presented', Object.keys(shown.content.elements).join(), 'academic');
  const own = new Set(json('record-disclosures.json').map(each => each.pointer).filter(each => !/\d$/.test(each)));
  const { iss, jti, iat: made, exp, vct, status: place } = json('record-payload.json');
  const reissued = comity.issue(keys['UNICEF record'], { iss, jti, iat: made, exp, vct, status: place }, json('record-content.json'), at => own.has(at));
  is('the content of a record made here', comity.jcs(comity.verifySdJwt(reissued, issuer).content), comity.jcs(record.content));
  is('its disclosures', reissued.split('~').length, line('record.sd-jwt.txt').split('~').length);
  fails('a presentation without what holds a digest', () =>
    comity.verifySdJwt(line('presentation.sd-jwt.txt').split('~').filter((each, i) => i !== 2).join('~'), issuer));
  fails('a presentation under another key', () => comity.verifySdJwt(line('presentation.sd-jwt.txt'), [publicOf('WFP http')]));

  is('the JCS form of the terms', comity.jcs(json('terms.json')), line('terms.jcs.txt'));
  is('the digest of the terms', comity.digest(line('terms.jcs.txt')), values.termsDigest);
  const act = comity.verifyJws(line('act.jws.txt'), 'comity-act+jwt', [publicOf('UNICEF agreement')]).payload;
  is('the act', comity.jcs(act), comity.jcs(json('act-payload.json')));
  is('the act made anew', comity.signJws(keys['UNICEF agreement'], 'comity-act+jwt', json('act-payload.json')), line('act.jws.txt'));
  const grant = comity.verifyJws(line('mandate-act.jws.txt'), 'comity-act+jwt', [publicOf('UNICEF agreement')]).payload;
  is('the terms of the mandate', comity.digest(comity.jcs(json('mandate-terms.json'))), grant.termsDigest);
  const mandated = comity.verifySdJwt(line('mandated-record.sd-jwt.txt'), [publicOf('UNDP record')]);
  is('the mandate of the record that its centre signed', comity.jcs(mandated.claims.act), comity.jcs({ sub: 'https://www.undp.org/', mandate: grant.mandate }));
  is('the issuer of that record', mandated.claims.iss, record.claims.iss);
  fails("that record under its issuer's key", () => comity.verifySdJwt(line('mandated-record.sd-jwt.txt'), issuer));

  const registration = json('key-registration.json');
  const proof = comity.verifyJws(registration.key, 'comity-key+jwt', [publicOf('UNICEF record 2')]).payload;
  is('the proof of a new key', comity.thumbprint(proof.jwk), keys['UNICEF record 2'].kid);
  const authorization = comity.verifyJws(registration.authorization, 'comity-key-authorization+jwt', [publicOf('UNICEF agreement')]).payload;
  is('what the authorisation is for', authorization.keyDigest, comity.digest(registration.key));

  const entry = JSON.parse(line('entry.jcs.txt'));
  is('the JCS form of the entry', comity.jcs(entry), line('entry.jcs.txt'));
  is('the leaf hash', comity.encode(comity.leafOf(entry)), values.exchangeLeaf);
  const opened = comity.open(entry, json('opening.json'));
  is('what the opening says', opened.disclosureDigest, values.disclosureDigest);
  is('the digest of what was disclosed', comity.digest(comity.jcs([line('presentation.sd-jwt.txt')])), values.disclosureDigest);
  fails('an opening with another value', () => comity.open(entry, { asker: { ...json('opening.json').asker, value: 'FAO' } }));
  const receipt = comity.verifyReceipt(line('receipt.jws.txt'), entry, node);
  is('the receipt', comity.jcs(receipt), comity.jcs(json('receipt-payload.json')));

  const vkeys = line('verifier-keys.txt').split('\n');
  const leaves = line('log-leaves.txt').split('\n').map(JSON.parse);
  const checkpoint = comity.verifyCheckpoint(file('checkpoint.txt'), 'comity.example.org/log', vkeys);
  is('the root', comity.encode(checkpoint.root), comity.encode(comity.rootOf(leaves.map(comity.leafOf))));
  const proved = comity.verifyProof(file('proof.txt'), leaves[3], 'comity.example.org/log', vkeys);
  is('the place of the publication', proved.index, 3);
  fails('a proof for another entry', () => comity.verifyProof(file('proof.txt'), leaves[2], 'comity.example.org/log', vkeys));
  is('a path of tiles', comity.tilePath(1234067), 'x001/x234/067');

  const answer = JSON.parse(content).answers[0];
  is('the presentation in the answer', answer.records[0].sdJwt, line('presentation.sd-jwt.txt'));
  comity.verifyReceipt(answer.receipt, answer.entry, node);
  comity.verifyProof(answer.proof, answer.entry, 'comity.example.org/log', vkeys);
  const publication = comity.open(answer.records[0].publication.entry, answer.records[0].publication.opening);
  is('the digest in the publication', publication.digest, shown.digest);

  const token = line('status-list.jws.txt');
  const { iat, sub } = json('status-list-payload.json');
  const status = idx => comity.statusAt(token, { uri: sub, idx }, node, iat);
  is('the statuses', [0, 2, 9, 15].map(status).join(), 'valid,suspended,withdrawn,valid');
  fails('a place beyond the list', () => status(16));
}
