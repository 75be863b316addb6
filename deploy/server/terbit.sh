#!/usr/bin/env bash
# Membangun situs dari cabang yang terbit dan menukarnya dalam satu langkah.
#
#   terbit.sh /srv/zi            dipanggil hook post-receive
#   terbit.sh /srv/zi --malam    dipanggil tiap malam: membangun walau tidak ada kiriman
#
# Situs lama tetap tayang sampai yang baru utuh. Bila pembangunan gagal atau terbunuh di tengah
# jalan, tidak ada yang berubah; jalan berikutnya membereskan sisanya.
# Kode keluar: 0 terbit, 1 tidak terbit (sebabnya ditulis), 2 pengaturan keliru.
set -u
umask 022

rumah=${1:?"terbit.sh: sebut folder rumahnya, misalnya terbit.sh /srv/zi"}
malam=${2:-}
export LC_ALL=C.UTF-8
# Hook berjalan dengan GIT_DIR dan kawan-kawan; di sini semua folder disebut sendiri.
# shellcheck disable=SC2046  # satu kata satu nama
unset $(git rev-parse --local-env-vars)

# shellcheck source=/dev/null
. "$rumah/zi.conf" || exit 2
: "${RUMAH:?}" "${CABANG:?}" "${ZI:?}" "${SIMPAN:?}"
REPO=$RUMAH/repo.git
KERJA=$RUMAH/kerja
TUNGGU=${ZI_TUNGGU:-900} # detik

kata() { printf '%s\n' "$*"; }

# Sesudah jalan yang terbunuh: hapus yang setengah jadi. Hanya dipanggil sambil memegang kunci.
bereskan() {
  rm -rf "$RUMAH"/publik/rilis/.*.baru "$RUMAH"/internal/rilis/.*.baru
  rm -f "$RUMAH/publik/situs.baru" "$RUMAH/internal/situs.baru"
  rm -f "$REPO/worktrees/kerja/index.lock" "$REPO/worktrees/kerja/HEAD.lock"
}

# Folder kerja berisi commit ini dan .zi-cache, tidak ada yang lain.
ambil() {
  local commit=$1
  if [ -e "$KERJA/.git" ] &&
    git -C "$KERJA" checkout --quiet --force --detach "$commit" &&
    git -C "$KERJA" clean --quiet -ffdx -e /.zi-cache; then
    return 0
  fi
  rm -rf "$KERJA"
  git -C "$REPO" worktree prune
  git -C "$REPO" worktree add --quiet --force --detach "$KERJA" "$commit" || return 1
  chmod 700 "$KERJA"
}

# bangun FOLDER [pilihan zi build]: isi FOLDER/rilis/$cap; FOLDER/situs belum berubah.
bangun() {
  local folder=$1
  shift
  "$ZI" --root "$KERJA" build --ringkas --site-dir "$folder/rilis/$cap" "$@"
}

# tukar FOLDER: mulai saat ini FOLDER/situs menunjuk terbitan baru (rename, satu langkah).
tukar() {
  local folder=$1 lama
  lama=$(readlink "$folder/situs" || true)
  if [ -n "$lama" ] && [ -d "$folder/$lama" ] &&
    diff -rq "$folder/$lama" "$folder/rilis/$cap" >/dev/null 2>&1; then
    rm -rf "$folder/rilis/$cap"
    kata "  $folder/situs: isinya sama dengan yang sudah terbit."
    return 0
  fi
  ln -sfn "rilis/$cap" "$folder/situs.baru" && mv -fT "$folder/situs.baru" "$folder/situs" || return 1
  kata "  $folder/situs: terbit."
  buang_lama "$folder"
}

# Simpan $SIMPAN terbitan terbaru; yang sedang tayang tidak pernah dibuang.
buang_lama() {
  local folder=$1 tayang terbitan
  tayang=$(readlink "$folder/situs")
  find "$folder/rilis" -mindepth 1 -maxdepth 1 -type d ! -name '.*' -printf '%f\n' | sort -r |
    tail -n "+$((SIMPAN + 1))" | while IFS= read -r terbitan; do
    if [ "rilis/$terbitan" != "$tayang" ]; then
      rm -rf "${folder:?}/rilis/$terbitan"
    fi
  done
}

# Apa yang berubah sejak yang terbit terakhir, dengan kata-kata zona integritas.
bandingkan() {
  local lama=$1 baru=$2
  if [ -z "$lama" ] || ! git -C "$REPO" cat-file -e "$lama^{commit}" 2>/dev/null; then
    return 0
  fi
  kata "Perubahan sejak ${lama:0:10}:"
  if [ "$lama" != "$baru" ] && "$ZI" diff --help >/dev/null 2>&1; then
    "$ZI" --root "$KERJA" diff "$lama" "$baru"
  elif [ -f "$RUMAH/status/keadaan.json" ]; then
    "$ZI" --root "$KERJA" check --baseline "$RUMAH/status/keadaan.json"
  fi
  return 0
}

terbitkan() {
  local commit lama hasil=0
  exec 9>"$RUMAH/status/kunci"
  if ! flock --nonblock 9; then
    kata "Pembangunan lain sedang berjalan; menunggu giliran."
    if ! flock --timeout "$TUNGGU" 9; then
      kata "SITUS TIDAK DIPERBARUI: pembangunan lain belum selesai sesudah $TUNGGU detik."
      return 1
    fi
  fi
  bereskan
  commit=$(git -C "$REPO" rev-parse --verify --quiet "refs/heads/$CABANG^{commit}") || {
    kata "Cabang $CABANG belum ada; tidak ada yang dibangun."
    return 1
  }
  lama=$(cut -d ' ' -f 1 "$RUMAH/status/terbit" 2>/dev/null || true)
  if [ -z "$malam" ] && [ "$(cat "$RUMAH/status/terbit" 2>/dev/null)" = "$commit $(date +%F)" ]; then
    kata "${commit:0:10} sudah terbit bersama kiriman sebelumnya."
    return 0
  fi
  kata "Membangun situs dari ${commit:0:10}, cabang $CABANG."
  cap=$(date -u +%Y%m%dT%H%M%SZ)-${commit:0:12}-$$
  if ! ambil "$commit"; then
    kata "SITUS TIDAK DIPERBARUI: isi commit tidak dapat diambil (penuhkah diskanya?)."
    return 1
  fi
  # Tembolok yang ikut dikirim tidak dipercaya: yang dipakai hanya yang dibuat di server ini.
  if [ -n "$(git -C "$REPO" ls-tree --name-only "$commit" -- .zi-cache)" ]; then
    rm -rf "$KERJA/.zi-cache"
    kata "Folder .zi-cache ikut terkirim; isinya tidak dipakai. Hapuslah dari repositori."
  fi
  if [ -f "$RUMAH/status/persyaratan" ] && [ -f "$KERJA/requirements.txt" ] &&
    [ "$(cksum <"$KERJA/requirements.txt")" != "$(cat "$RUMAH/status/persyaratan")" ]; then
    kata "requirements.txt berubah, zi di server belum: pengelola perlu menjalankan pasang.sh lagi."
  fi
  if ! bangun "$RUMAH/publik"; then
    kata "SITUS TIDAK DIPERBARUI: yang tayang tetap yang lama. Perbaiki sebab di atas, lalu kirim lagi."
    return 1
  fi
  bandingkan "$lama" "$commit"
  if ! tukar "$RUMAH/publik"; then
    kata "SITUS TIDAK DIPERBARUI: terbitan baru tidak dapat dipasang."
    return 1
  fi
  kata "$commit $(date +%F)" >"$RUMAH/status/terbit.baru"
  mv -f "$RUMAH/status/terbit.baru" "$RUMAH/status/terbit"
  "$ZI" --root "$KERJA" check --simpan-baseline "$RUMAH/status/keadaan.json" >/dev/null
  if [ -f "$KERJA/mkdocs.internal.yml" ]; then
    if bangun "$RUMAH/internal" --internal >"$RUMAH/status/internal.txt" 2>&1; then
      tukar "$RUMAH/internal"
    else
      cat "$RUMAH/status/internal.txt"
      kata "Situs publik sudah terbit; situs dalam kantor tidak jadi, yang lama tetap."
      hasil=1
    fi
  fi
  return "$hasil"
}

# Pengirim yang memutus sambungan tidak menghentikan pembangunan: catatannya tetap ditulis.
trap '' PIPE
terbitkan 2>&1 | tee -p "$RUMAH/status/terakhir.txt"
exit "${PIPESTATUS[0]}"
