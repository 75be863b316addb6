#!/usr/bin/env bash
# Menyiapkan (atau memperbarui) server biasa: repositori bare, hook, dan folder situs.
#
#   bash pasang.sh --rumah /srv/zi
#
# Jalankan sebagai pengguna yang akan memiliki semuanya, misalnya `zi`, bukan root. Aman diulang:
# repositori, situs, dan catatan yang sudah ada tidak disentuh.
set -euo pipefail

sini=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rumah=/srv/zi
cabang=main
zi=
python=python3
persyaratan=requirements.txt
simpan=5

bantuan() {
  cat <<'TEKS'
pasang.sh [--rumah DIR] [--cabang NAMA] [--persyaratan FILE] [--python PROGRAM] [--zi PROGRAM] [--simpan N]

  --rumah        folder untuk semuanya; bawaan /srv/zi
  --cabang       cabang yang diterbitkan; bawaan main
  --persyaratan  requirements.txt yang memasang zi; bawaan requirements.txt di folder ini
  --python       Python 3.11.5 atau lebih baru; bawaan python3
  --zi           pakai zi yang sudah terpasang; tidak ada yang dipasang
  --simpan       banyaknya terbitan lama yang disimpan; bawaan 5
TEKS
}

gagal() {
  printf 'pasang.sh: %s\n' "$*" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) bantuan; exit 0 ;;
    --rumah | --cabang | --persyaratan | --python | --zi | --simpan)
      [ $# -ge 2 ] || gagal "$1 perlu isi; lihat pasang.sh --help"
      case $1 in
        --rumah) rumah=$2 ;;
        --cabang) cabang=$2 ;;
        --persyaratan) persyaratan=$2 ;;
        --python) python=$2 ;;
        --zi) zi=$2 ;;
        --simpan) simpan=$2 ;;
      esac
      shift 2
      ;;
    *) gagal "'$1' tidak dikenal; lihat pasang.sh --help" ;;
  esac
done

case $simpan in
  '' | *[!0-9]* | 0) gagal "--simpan harus angka 1 atau lebih, tertulis '$simpan'" ;;
esac
for program in git flock tee; do
  command -v "$program" >/dev/null || gagal "$program tidak ada di mesin ini; pasang dahulu (apt install git util-linux)"
done
git check-ref-format "refs/heads/$cabang" || gagal "'$cabang' bukan nama cabang"

mkdir -p "$rumah" || gagal "$rumah tidak dapat dibuat; buat dahulu dan berikan kepada $(id -un)"
rumah=$(cd "$rumah" && pwd -P)
mkdir -p "$rumah"/{bin,status,publik/rilis,internal/rilis}
# Bukti hanya untuk pemiliknya; yang dibaca server web hanya folder publik dan internal.
chmod 711 "$rumah"
chmod 700 "$rumah/status"
chmod 755 "$rumah/publik" "$rumah/publik/rilis"
chmod 750 "$rumah/internal" "$rumah/internal/rilis"

if [ ! -d "$rumah/repo.git" ]; then
  git init --quiet --bare "$rumah/repo.git"
  git -C "$rumah/repo.git" symbolic-ref HEAD "refs/heads/$cabang"
fi
chmod 700 "$rumah/repo.git"
git -C "$rumah/repo.git" config zi.rumah "$rumah"
git -C "$rumah/repo.git" config zi.cabang "$cabang"

if [ -z "$zi" ]; then
  [ -f "$persyaratan" ] || gagal "$persyaratan tidak ada; jalankan dari salinan repositori kantor, atau tulis --persyaratan FILE"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || gagal "$python harus Python 3.11.5 atau lebih baru"
  "$python" -m venv "$rumah/venv"
  (cd "$(dirname "$persyaratan")" && "$rumah/venv/bin/python" -m pip install --quiet -r "$(basename "$persyaratan")") ||
    gagal "zi tidak dapat dipasang dari $persyaratan. Bila zi kantor tidak diambil dari indeks paket, ganti baris zi-build di sana dengan letaknya (misalnya berkas .whl), atau pakai --zi PROGRAM; lalu jalankan pasang.sh lagi"
  zi=$rumah/venv/bin/zi
  cksum <"$persyaratan" >"$rumah/status/persyaratan"
fi
zi=$(command -v "$zi") || gagal "zi tidak ada di $zi"
"$zi" --version >/dev/null || gagal "$zi tidak dapat dijalankan"

{
  printf '# Ditulis pasang.sh; dibaca terbit.sh.\n'
  printf '%s=%q\n' RUMAH "$rumah" CABANG "$cabang" ZI "$zi" SIMPAN "$simpan"
} >"$rumah/zi.conf.baru"
mv -f "$rumah/zi.conf.baru" "$rumah/zi.conf"

# Ganti nama, bukan tulis di tempat: hook yang sedang berjalan tetap membaca berkas lamanya.
salin() {
  cp "$1" "$2.baru"
  chmod 755 "$2.baru"
  mv -f "$2.baru" "$2"
}
salin "$sini/terbit.sh" "$rumah/bin/terbit.sh"
salin "$sini/post-receive" "$rumah/repo.git/hooks/post-receive"

cat <<TEKS
Siap di $rumah.
  Kirim dari komputer kerja:
    git remote add server $(id -un)@$(hostname):$rumah/repo.git
    git push server $cabang
  Server web menyajikan  $rumah/publik/situs    (lihat nginx.conf)
  Situs dalam kantor     $rumah/internal/situs  (beri sandi; jangan terbuka untuk umum)
  Jalan malam            $rumah/bin/terbit.sh $rumah --malam  (lihat zi-malam.timer)
TEKS
