#!/usr/bin/env bash
# Kirim perubahan di folder bersama ke repositori kantor.
#
#   kirim.sh FOLDER
#
# FOLDER adalah klon repositori yang dipakai bersama. Dijalankan oleh penjadwal (cron, Task
# Scheduler); hasilnya satu baris di FOLDER/kirim.log. Kode keluar 0: terkirim, atau tidak ada
# perubahan; 1: tidak terkirim, dicoba lagi pada giliran berikutnya.
set -uo pipefail

folder=${1:?"pemakaian: kirim.sh FOLDER"}
tunggu=${ZI_TUNGGU_MENIT:-2}
cd "$folder" || exit 1

catat() { printf '%s  %s\n' "$(date '+%Y-%m-%d %H:%M')" "$*" >>kirim.log; }

gagal() {
  catat "BELUM TERKIRIM: $*"
  exit 1
}

git rev-parse --git-dir >/dev/null 2>&1 || gagal "folder ini bukan klon repositori"
kunci="$(git rev-parse --absolute-git-dir)/zi-kirim.kunci"

# mkdir berhasil untuk satu giliran saja. Kunci yang tertinggal karena listrik padam dibuang.
find "$kunci" -maxdepth 0 -mmin +120 -exec rmdir {} \; 2>/dev/null
mkdir "$kunci" 2>/dev/null || exit 0
trap 'rmdir "$kunci" 2>/dev/null' EXIT

git rebase --abort 2>/dev/null

# Yang baru berubah mungkin masih disalin; yang berawalan ~$ adalah kunci Office.
abaikan=(':(exclude,glob)**/~$*' ':(exclude,glob)**/*.tmp' ':(exclude,glob)**/*.crdownload')
while IFS= read -r -d '' baru; do
  abaikan+=(":(exclude,literal)${baru#./}")
done < <(find evidence -type f \( -mmin "-$tunggu" -o -cmin "-$tunggu" \) -print0)

git add --all -- evidence "${abaikan[@]}" || gagal "berkas tidak dapat dibaca; tutuplah yang masih terbuka"
ubah=$(git diff --cached --name-only -z | tr -cd '\0' | wc -c | tr -d ' ')
hapus=$(git diff --cached --diff-filter=D --name-only -z | tr -cd '\0' | wc -c | tr -d ' ')

if [ "$ubah" -gt 0 ]; then
  pesan="Bukti dari folder bersama: $ubah berkas"
  [ "$hapus" -gt 0 ] && pesan="$pesan, $hapus di antaranya ditarik"
  git -c user.name="Folder bersama" -c user.email="folder-bersama@localhost" \
    commit --quiet -m "$pesan" || gagal "perubahan tidak dapat dicatat"
fi

git fetch --quiet || gagal "repositori tidak terjangkau; periksa jaringan"
if [ "$(git rev-list --count 'HEAD..@{upstream}')" -gt 0 ]; then
  # Yang belum dicatat tidak pernah disingkirkan ke stash: di sana pegawai tidak akan menemukannya.
  sisa=$(git diff --name-only HEAD | head -3 | tr '\n' ' ')
  [ -z "$sisa" ] || gagal "masih berubah, dikirim pada giliran berikutnya: $sisa"
  git -c user.name="Folder bersama" -c user.email="folder-bersama@localhost" \
    rebase --quiet '@{upstream}' >/dev/null 2>&1 || {
    bentrok=$(git diff --name-only --diff-filter=U | head -3 | tr '\n' ' ')
    git rebase --abort 2>/dev/null
    gagal "berkas yang sama diubah orang lain: ${bentrok:-lihat git status}"
  }
fi

antre=$(git rev-list --count '@{upstream}..HEAD')
[ "$antre" -eq 0 ] && exit 0
if ! keluaran=$(git push --quiet 2>&1); then
  gagal "ditolak server: $(printf '%s' "$keluaran" | tail -1)"
fi
[ "$hapus" -gt 0 ] && ubah="$ubah berkas, $hapus di antaranya ditarik" || ubah="$ubah berkas"
catat "terkirim: $antre kiriman, $ubah"
