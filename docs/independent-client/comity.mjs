// What docs/protocol.md says, in Node.js without packages. Written from that page alone: section numbers refer to it.
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import http from 'node:http';
import https from 'node:https';

export class Broken extends Error {}

export function must(holds, sentence) {
  if (!holds) throw new Broken(sentence);
}

// ---- Texts and digests

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const encode = octets => Buffer.from(octets).toString('base64url');
export const digest = text => encode(sha256(text));

export function decode(text) {
  const octets = Buffer.from(text, 'base64url');
  must(encode(octets) === text, 'base64url that is not canonical');
  return octets;
}

function unbase64(text) {
  const octets = Buffer.from(text, 'base64');
  must(octets.toString('base64') === text, 'base64 that is not canonical');
  return octets;
}

/** RFC 8785. */
export function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${jcs(value[name])}`).join(',')}}`;
}

/** A UUID version 7 (RFC 9562). */
export function uuid7() {
  const octets = randomBytes(16);
  octets.writeUIntBE(Date.now(), 0, 6);
  octets[6] = 0x70 | (octets[6] & 0x0f);
  octets[8] = 0x80 | (octets[8] & 0x3f);
  return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// ---- Keys and JWS (sections 1 and 3)

/** RFC 7638. */
export const thumbprint = jwk => digest(jwk.kty === 'OKP'
  ? jcs({ crv: jwk.crv, kty: jwk.kty, x: jwk.x })
  : jcs({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }));

const isEdwards = jwk => {
  const kind = `${jwk.kty}/${jwk.crv}`;
  must(kind === 'OKP/Ed25519' || kind === 'EC/P-256', `a key of another kind: ${kind}`);
  return kind === 'OKP/Ed25519';
};

export function signBytes(jwk, octets) {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return isEdwards(jwk) ? sign(null, octets, key) : sign('sha256', octets, { key, dsaEncoding: 'ieee-p1363' });
}

export function verifies(jwk, octets, signature) {
  const { d, ...shown } = jwk;
  const key = createPublicKey({ key: shown, format: 'jwk' });
  return signature.length === 64 && (isEdwards(jwk)
    ? verify(null, octets, key, signature)
    : verify('sha256', octets, { key, dsaEncoding: 'ieee-p1363' }, signature));
}

export function signJws(jwk, typ, payload) {
  const header = { alg: isEdwards(jwk) ? 'Ed25519' : 'ES256', typ, kid: thumbprint(jwk) };
  const input = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}`;
  return `${input}.${encode(signBytes(jwk, Buffer.from(input)))}`;
}

/** The payload and key of a compact JWS; keys is a JWK Set's array. */
export function verifyJws(jws, typ, keys) {
  const parts = jws.split('.');
  must(parts.length === 3, 'a JWS has three parts');
  const header = JSON.parse(decode(parts[0]));
  must(Object.keys(header).sort().join() === 'alg,kid,typ', 'a JWS header has alg, kid and typ');
  must(header.typ === typ, `a JWS of type ${header.typ}, not ${typ}`);
  const key = keys.find(each => thumbprint(each) === header.kid);
  must(key, `a JWS by a key that is not known for ${typ}`);
  must((isEdwards(key) ? ['Ed25519', 'EdDSA'] : ['ES256']).includes(header.alg), 'alg disagrees with the key');
  must(verifies(key, Buffer.from(`${parts[0]}.${parts[1]}`), decode(parts[2])), 'a JWS that does not verify');
  return { payload: JSON.parse(decode(parts[1])), key };
}

// ---- Signed messages (section 2)

export const contentDigest = content => `sha-256=:${sha256(content).toString('base64')}:`;

const base = (covered, params, value) =>
  Buffer.from([...covered.map(each => `${each}: ${value(each)}`), `"@signature-params": ${params}`].join('\n'));

/** A dictionary's member of the label comity: one item of a field. */
function member(field, name) {
  must(field, `${name} is missing`);
  const found = [...field.matchAll(/(?:^|,)\s*comity=((?:"(?:[^"\\]|\\.)*"|[^",])*)/g)];
  must(found.length === 1, `${name} has not one member comity`);
  return found[0][1].trim();
}

export function parseInput(field) {
  const text = member(field, 'Signature-Input');
  const form = /^\(((?:"[^"]*"(?:;[a-z]+(?:="[^"]*")?)*(?: (?=")|(?=\))))*)\)((?:;[a-z]+=(?:"[^"]*"|\d+))*)$/.exec(text);
  must(form, 'Signature-Input is not as it must be');
  const covered = form[1] === '' ? [] : form[1].split(' ');
  const params = Object.fromEntries([...form[2].matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map(m => [m[1], m[2] ?? Number(m[3])]));
  return { text, covered, params };
}

export function parseSignature(field) {
  const item = member(field, 'Signature');
  must(/^:[A-Za-z0-9+/=]+:$/.test(item), 'Signature is not octets');
  return { item, octets: unbase64(item.slice(1, -1)) };
}

/** The value of a component of a request {method, authority, path, query, headers (lower case)}. */
function ofRequest(request, name) {
  const derived = { '@method': request.method, '@authority': request.authority, '@path': request.path, '@query': `?${request.query}` };
  const value = derived[name] ?? request.headers[name];
  must(value !== undefined, `${name} is covered and not there`);
  return value;
}

const unquoted = component => component.replaceAll('"', '');

export const requestBase = (request, input) => base(input.covered, input.text, each => ofRequest(request, unquoted(each)));

/** Adds Signature-Input and Signature to a request's headers. */
export function signRequest(request, jwk) {
  const covered = ['@method', '@authority', '@path', '@query',
    ...['content-digest', 'content-type', 'idempotency-key'].filter(name => name in request.headers)].map(name => `"${name}"`);
  const created = Math.floor(Date.now() / 1000);
  const text = `(${covered.join(' ')});created=${created};nonce="${encode(randomBytes(16))}";keyid="${thumbprint(jwk)}";tag="comity-v1"`;
  const signature = signBytes(jwk, requestBase(request, { covered, text }));
  request.headers['signature-input'] = `comity=${text}`;
  request.headers.signature = `comity=:${signature.toString('base64')}:`;
}

export function responseBase(response, request, input) {
  return base(input.covered, input.text, each => {
    if (each === '"@status"') return String(response.status);
    if (each === '"signature";req;key="comity"') return parseSignature(request.headers.signature).item;
    const name = /^"([^"]+)"(;req)?$/.exec(each);
    must(name, `a response's signature covers ${each}`);
    const value = name[2] ? ofRequest(request, name[1]) : response.headers[name[1]];
    must(value !== undefined, `${each} is covered and not there`);
    return value;
  });
}

/** That a response is the node's, to this request. */
export function verifyResponse(response, request, keys) {
  const input = parseInput(response.headers['signature-input']);
  must(Object.keys(input.params).every(name => ['created', 'keyid', 'tag', 'alg'].includes(name)), 'a parameter that is not known');
  must(input.params.tag === 'comity-response-v1', 'the tag is another');
  const needed = ['"@status"', '"content-type"', '"content-digest"', ...('location' in response.headers ? ['"location"'] : []),
    ...parseInput(request.headers['signature-input']).covered.map(each => `${each};req`), '"signature";req;key="comity"'];
  needed.forEach(each => must(input.covered.includes(each), `the response's signature does not cover ${each}`));
  must(new Set(input.covered).size === input.covered.length, 'a component is covered twice');
  must(response.headers['content-digest'] === contentDigest(response.content), 'the content is not what its digest says');
  const key = keys.find(each => each.purpose === 'message' && thumbprint(each) === input.params.keyid);
  must(key, 'the response is signed by a key that is not for messages');
  must(verifies(key, responseBase(response, request, input), parseSignature(response.headers.signature).octets),
    "the response's signature does not verify");
  return input.params.created;
}

/** One HTTP exchange; nothing is followed, nothing decompressed. */
export function send(address, method, headers, content) {
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, content: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.setTimeout(60_000, () => request.destroy(new Error('no answer within a minute')));
    request.end(content);
  });
}

// ---- Records (section 3)

const salt = () => encode(randomBytes(16));

/** An SD-JWT of content in which own(pointer) says what is a disclosure of its own. */
export function issue(jwk, claims, content, own) {
  const disclosures = [];
  const conceal = (value, at, inOwn) => {
    if (Array.isArray(value)) {
      return value.map((element, i) => {
        const pointer = `${at}/${i}`;
        if (!inOwn) return conceal(element, pointer, false);
        return { '...': disclose([salt()], element, pointer) };
      });
    }
    if (value === null || typeof value !== 'object') return value;
    const shown = {};
    const digests = [];
    for (const [name, each] of Object.entries(value)) {
      const pointer = `${at}/${name}`;
      if (own(pointer)) digests.push(disclose([salt(), name], each, pointer));
      else shown[name] = conceal(each, pointer, false);
    }
    return digests.length ? { ...shown, _sd: digests.sort() } : shown;
  };
  const disclose = (head, value, pointer) => {
    const place = disclosures.push('') - 1;
    const encoded = encode(JSON.stringify([...head, conceal(value, pointer, true)]));
    disclosures[place] = encoded;
    return digest(encoded);
  };
  const payload = { ...claims, _sd_alg: 'sha-256', ...conceal(content, '', false) };
  return `${[signJws(jwk, 'dc+sd-jwt', payload), ...disclosures].join('~')}~`;
}

/** Claims, disclosed content and key of a record or presentation, every digest checked. */
export function verifySdJwt(compact, keys) {
  const parts = compact.split('~');
  must(parts.pop() === '', 'something follows the last tilde');
  const { payload, key } = verifyJws(parts[0], 'dc+sd-jwt', keys);
  must(payload._sd_alg === 'sha-256', 'another digest algorithm');
  const byDigest = new Map(parts.slice(1).map(each => [digest(each), JSON.parse(decode(each))]));
  must(byDigest.size === parts.length - 1, 'a disclosure stands twice');
  const seen = new Set();
  const order = [...byDigest.keys()];
  const find = (each, above) => {
    must(!seen.has(each), 'a digest stands twice');
    seen.add(each);
    const found = byDigest.get(each);
    must(!found || order.indexOf(each) > above, 'a disclosure before the one that it is below');
    return found;
  };
  // above: the place of the disclosure that holds the value, -1 for the payload.
  const open = (value, above) => {
    if (Array.isArray(value)) {
      return value.flatMap(element => {
        if (!element || typeof element !== 'object' || !('...' in element)) return [open(element, above)];
        const found = find(element['...'], above);
        must(!found || found.length === 2, 'a property is disclosed as an element');
        return found ? [open(found[1], order.indexOf(element['...']))] : [];
      });
    }
    if (value === null || typeof value !== 'object') return value;
    const { _sd = [], ...shown } = value;
    must(!('...' in shown), 'a reserved name');
    const opened = Object.fromEntries(Object.entries(shown).map(([name, each]) => [name, open(each, above)]));
    for (const each of _sd) {
      const found = find(each, above);
      if (found) {
        must(found.length === 3, 'an element is disclosed as a property');
        must(!['_sd', '...'].includes(found[1]) && !(found[1] in opened), 'a disclosure overwrites a member');
        opened[found[1]] = open(found[2], order.indexOf(each));
      }
    }
    return opened;
  };
  const { iss, jti, iat, nbf, exp, vct, status, act, _sd_alg, ...content } = open(payload, -1);
  must([...byDigest.keys()].every(each => seen.has(each)), 'a disclosure that no digest refers to');
  return { claims: { iss, jti, iat, nbf, exp, vct, status, act }, content, key, digest: digest(parts[0]) };
}

// ---- Receipts and the log (section 6)

export const leafOf = entry => sha256(Buffer.from([0]), jcs(entry));
const nodeOf = (left, right) => sha256(Buffer.from([1]), left, right);

/** The values that an opening opens, each checked. */
export function open(entry, opening) {
  return Object.fromEntries(Object.entries(opening).map(([name, { salt: octets, value }]) => {
    must(decode(octets).length === 32, 'a salt has 32 octets');
    must(entry.commitments?.[name] === encode(sha256(decode(octets), jcs(value))), `the opening does not open ${name}`);
    return [name, value];
  }));
}

export function verifyReceipt(receipt, entry, keys) {
  const { payload } = verifyJws(receipt, 'comity-receipt+jwt', keys.filter(each => each.purpose === 'receipt'));
  must(payload.leaf === encode(leafOf(entry)), 'the receipt is for another entry');
  must(payload.kind === entry.kind && payload.at === entry.at, "the receipt's kind or time is not the entry's");
  return payload;
}

export function parseVkey(vkey) {
  const [name, id, material] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey).slice(1);
  const octets = unbase64(material);
  must(octets.length === 33 && sha256(`${name}\n`, octets).subarray(0, 4).toString('hex') === id, "a vkey's id is not its own");
  return { name, id, kind: octets[0], jwk: { kty: 'OKP', crv: 'Ed25519', x: encode(octets.subarray(1)) } };
}

/** Size, root and time of a checkpoint signed by the log and cosigned. */
export function verifyCheckpoint(note, origin, vkeys) {
  const end = note.lastIndexOf('\n\n');
  must(end > 0 && note.endsWith('\n'), 'a note has an empty line before its signatures');
  const text = note.slice(0, end + 1);
  const signed = new Map();
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, material] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? must(false, 'a signature line is not one');
    const octets = unbase64(material);
    const key = vkeys.map(parseVkey).find(each => each.name === name && each.id === octets.subarray(0, 4).toString('hex'));
    if (key?.kind === 1) {
      must(verifies(key.jwk, Buffer.from(text), octets.subarray(4)), "the log's signature does not verify");
      signed.set('log', name);
    } else if (key?.kind === 4) {
      const time = Number(octets.readBigUInt64BE(4));
      must(verifies(key.jwk, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), octets.subarray(12)), 'the cosignature does not verify');
      signed.set('time', time);
    }
  }
  const [first, size, root] = text.split('\n');
  must(first === origin && signed.get('log') === origin, "the checkpoint is not that log's");
  must(signed.has('time'), 'the checkpoint is not cosigned');
  return { size: Number(size), root: unbase64(root), time: signed.get('time') };
}

/** RFC 9162, section 2.1.3.2. */
function rootFrom(index, size, leaf, path) {
  let [fn, sn, hash] = [index, size - 1, leaf];
  must(index < size, 'the index is beyond the tree');
  for (const sibling of path) {
    must(sn > 0, 'the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeOf(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeOf(hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  must(sn === 0, 'the path is too short');
  return hash;
}

/** The checkpoint under which a tlog-proof shows the entry to be. */
export function verifyProof(proof, entry, origin, vkeys) {
  const end = proof.indexOf('\n\n');
  const lines = proof.slice(0, end).split('\n');
  must(end > 0 && lines.shift() === 'c2sp.org/tlog-proof@v1', 'no proof of this version');
  if (lines[0].startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift());
  must(index, 'a proof names an index');
  const checkpoint = verifyCheckpoint(proof.slice(end + 2), origin, vkeys);
  const root = rootFrom(Number(index[1]), checkpoint.size, leafOf(entry), lines.map(unbase64));
  must(root.equals(checkpoint.root), 'the entry is not under the checkpoint');
  return { ...checkpoint, index: Number(index[1]) };
}

/** RFC 9162, section 2.1.4.2: the tree of one checkpoint is the beginning of that of another. */
export function verifyConsistency(from, to, hashes) {
  if (from.size === to.size) return must(from.root.equals(to.root) && hashes.length === 0, 'two roots of one size');
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...hashes] : [...hashes];
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  must(path.length > 0, 'the proof is empty');
  let [fr, sr] = [path[0], path[0]];
  for (const hash of path.slice(1)) {
    must(sn > 0, 'the proof is too long');
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeOf(hash, fr), nodeOf(hash, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      sr = nodeOf(sr, hash);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  must(sn === 0 && fr.equals(from.root) && sr.equals(to.root), 'the log was rewritten');
}

/** The root of a tree of these leaves. */
export function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeOf(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

export const tilePath = n => `${n}`.padStart(Math.ceil(`${n}`.length / 3) * 3, '0').match(/.{3}/g)
  .map((group, i, all) => (i < all.length - 1 ? `x${group}` : group)).join('/');

/** The leaves of a bundle of entries. */
export function bundle(octets) {
  const leaves = [];
  for (let at = 0; at < octets.length;) {
    const length = octets.readUInt16BE(at);
    leaves.push(octets.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return leaves;
}

// ---- Status (section 7)

/** What a status list token says of a place: valid, withdrawn or suspended. */
export function statusAt(token, { uri, idx }, keys, at) {
  const { payload } = verifyJws(token, 'statuslist+jwt', keys.filter(each => each.purpose === 'status-list'));
  must(payload.sub === uri, 'the list is of another address');
  must(at < payload.exp && payload.exp - payload.iat <= 86_400, 'the list is too old');
  must(payload.status_list.bits === 2, 'a list of other bits');
  const octets = inflateSync(decode(payload.status_list.lst), { maxOutputLength: 1 << 18 });
  must(idx >= 0 && idx < octets.length * 4, 'the list does not reach the place');
  const said = ['valid', 'withdrawn', 'suspended'][(octets[idx >> 2] >> (2 * (idx & 3))) & 3];
  must(said, 'a status that means nothing');
  return said;
}
